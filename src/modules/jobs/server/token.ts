import { createHash } from 'node:crypto'

/** Only the hash of what an address carries is kept. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()
