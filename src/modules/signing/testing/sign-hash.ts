import { constants, privateEncrypt } from 'node:crypto'
import type { Holder } from './keys.ts'

const sha256Info = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Signs a SHA-256 that somebody else made, as a service does with an RSA key (PKCS#1 v1.5). */
export const signHash = (holder: Holder, hash: Buffer): Buffer =>
  privateEncrypt(
    { key: holder.key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.concat([sha256Info, hash]),
  )
