/** Digits and letters that cannot be taken for one another (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeLength = 16

/** A code of 80 random bits, printed on a paper and asked for by its public page. */
export const codeFrom = (random: Uint8Array): string =>
  [...random.subarray(0, codeLength)].map((byte) => alphabet[byte & 31]).join('')

/** `K7Q2-…`: in groups, as people read it aloud. */
export const codeInGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** Reads a code as people type it; undefined where it is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return code.length === codeLength && [...code].every((letter) => alphabet.includes(letter))
    ? code
    : undefined
}
