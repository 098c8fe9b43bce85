import { randomInt } from 'node:crypto'

/** Without what looks alike on paper: 0 and O, 1, I and L, U and V. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 7

export const codePattern = /^[2-9A-HJKMNP-TV-Z]{7}$/

/** One of some 20 billion: a code cannot be guessed from another. */
export const newCode = (): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
