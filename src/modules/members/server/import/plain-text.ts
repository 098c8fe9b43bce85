// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text)

/** Text without diacritics and in small letters: `Đoàn xã Lũng Cú` becomes `doan xa lung cu`. */
export const plain = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

/** The same with everything but letters and digits as single spaces. */
export const plainWords = (text: string): string =>
  plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The same without anything between the words, for names that are written in many ways. */
export const plainLetters = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]+/gu, '')
