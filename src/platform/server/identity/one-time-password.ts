import { randomInt } from 'node:crypto'

/** Without letters and figures that look alike on paper or are misheard. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be handed over and changed at the first sign-in: four groups of four, 79 bits. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-')
