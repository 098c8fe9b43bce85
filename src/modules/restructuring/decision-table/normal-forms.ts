/** A name in the ways in which it is compared, from the strictest to the loosest. */
export interface NormalForms {
  /** Small letters, composed, single spaces. */
  same: string
  /** With every tone mark after its syllable: `hoà` and `hòa` are one. */
  toned: string
  /** With `y` as `i` where both spell the same sound: `Quý` and `Quí`, `Mỹ` and `Mĩ`. */
  ends: string
  /** Without anything between the words. */
  joined: string
  /** With first letters that are confused in speech as one: `s` and `x`, `ch` and `tr`. */
  sounds: string
  /** Without diacritics, `đ` as `d`. */
  plain: string
  /** The numbers in it: `Tổ 1` is not `Tổ 2`. */
  digits: string
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

export function normalForms(name: string): NormalForms {
  const same = sameForm(name)
  const toned = eachWord(same, toneLast)
  const ends = eachWord(toned, oneI)
  return {
    same,
    toned,
    ends,
    joined: join(ends),
    sounds: join(eachWord(ends, oneSound)),
    plain: join(plainForm(ends)),
    digits: same.replace(/\D/g, ''),
  }
}

/** Composed, in small letters, spaces single, with the Vietnamese đ also where an Icelandic ð was typed. */
export const sameForm = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ð', 'đ')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/[’‘`´]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** Without diacritics, `đ` as `d`, in small letters. */
export const plainForm = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

const eachWord = (text: string, change: (word: string) => string) =>
  text.replace(/[\p{L}\p{M}]+/gu, change)
const join = (text: string) => text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

/** Where the tone mark stands within a syllable is a matter of orthography, never of meaning. */
export function toneLast(word: string): string {
  const marks = word.normalize('NFD')
  return marks.replace(tones, '').normalize('NFC') + (marks.match(tones)?.join('') ?? '')
}

/**
 * `y` and `i` spell the same sound only where they are all of the syllable's vowel (`mỹ`, `lý`,
 * `quý`); `máy` and `mái`, `thúy` and `thúi` are different words.
 */
export const oneI = (word: string): string =>
  word.replace(/^(qu|[^aeiouyăâêôơư]*)y(?=\p{M}*$)/u, '$1i')

const confused: readonly (readonly [RegExp, string])[] = [
  [/^tr/, 'ch'],
  [/^gi(?=\p{L})/u, 'd'],
  [/^gi/, 'di'],
  [/^r/, 'd'],
  [/^x/, 's'],
  [/^l/, 'n'],
  [/^k(?!h)/, 'c'],
]

function oneSound(word: string): string {
  for (const [pattern, sound] of confused) {
    if (pattern.test(word)) return word.replace(pattern, sound)
  }
  return word
}

/** The first letters in which two names differ, as a reason shows them: `s – x`. */
export function differingStarts(one: string, other: string): string {
  const words = (text: string) => eachWord(sameForm(text), toneLast).split(/[^\p{L}\p{M}\p{N}]+/u)
  const others = words(other)
  const at = words(one).findIndex((word, i) => word !== others[i])
  const start = (word = '') => /^(ch|tr|gi|[^aeiouyăâêôơư])/.exec(word)?.[0] ?? word
  return `${start(words(one)[at])} – ${start(others[at])}`
}

/** Whether two texts differ by one letter put in, left out, replaced or exchanged with the next. */
export function isOneLetterApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (one === other || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  const isExchanged = short[at] === long[at + 1] && short[at + 1] === long[at]
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (isExchanged && short.slice(at + 2) === long.slice(at + 2))
  )
}

/**
 * Letters to change to make one text of the other; for the nearest names, where nothing else fits. More
 * than `most` are not counted to the end.
 */
export function distance(one: string, other: string, most = Number.POSITIVE_INFINITY): number {
  let previous = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    if (Math.min(...current) > most) return most + 1
    previous = current
  }
  return previous[other.length] ?? 0
}
