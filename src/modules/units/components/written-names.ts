import { getLocale } from '#paraglide/runtime.js'

/** Names in a sentence, as the reader's language joins them: "A, B và C". */
export const writtenNames = (names: readonly string[]): string =>
  new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names)

/** The same in parts, so that each name can be a link: texts between them, and places in the list. */
export const namesInParts = (count: number): (string | number)[] =>
  new Intl.ListFormat(getLocale(), { type: 'conjunction' })
    .formatToParts(Array.from({ length: count }, (_, index) => String(index)))
    .map((part) => (part.type === 'element' ? Number(part.value) : part.value))
