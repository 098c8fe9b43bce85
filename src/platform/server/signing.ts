import {
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

export interface Signer {
  /** The 32 bytes by which others verify. */
  readonly publicKey: Buffer
  /** For libraries that sign by themselves, such as jose. */
  readonly privateKey: KeyObject
  /** An Ed25519 signature in base64url; the same for the same text. */
  sign(text: string): string
}

// Ed25519 keys are 32 bytes behind a fixed header (RFC 8410).
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * The installation's signing key for one purpose, derived from its secret: nothing to store, nothing
 * to steal from a backup of the database. A new secret means new keys; old public keys stay valid
 * where they were written down.
 */
export function createSigner(secret: string, purpose: string): Signer {
  const seed = Buffer.from(hkdfSync('sha256', secret, 'xungkich', `sign:${purpose}`, 32))
  const key = createPrivateKey({
    key: Buffer.concat([privateHeader, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return {
    publicKey,
    privateKey: key,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  }
}

/** Whether the holder of the key of this public key signed the text. */
export function isSignedBy(publicKey: Uint8Array, text: string, signature: string): boolean {
  const key = createPublicKey({
    key: Buffer.concat([publicHeader, publicKey]),
    format: 'der',
    type: 'spki',
  })
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
}
