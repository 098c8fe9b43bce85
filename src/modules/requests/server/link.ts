import { createHash, randomBytes } from 'node:crypto'

/** A link that nobody guesses: 128 bits. */
export const newLink = (): string => randomBytes(16).toString('base64url')

/** What the database keeps of it. */
export const digestOf = (link: string): Buffer => createHash('sha256').update(link).digest()
