import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { createSigner, type Signer } from './signing.ts'

export interface Sealer {
  /** The installation's signing key for a purpose. */
  signerFor(purpose: string): Signer
  /** Encrypts text: 12 bytes nonce, 16 bytes tag, then the text; different each time. */
  seal(text: string): Buffer
  /** Opens what {@link Sealer.seal} made; throws where it was changed or another key was used. */
  unseal(sealed: Uint8Array): string
}

/** AES-256-GCM under a key derived from the installation's secret for one purpose. */
export function createSealer(secret: string, purpose = 'personal-data'): Sealer {
  // A key object is made ready once; bytes would be each time, which takes twice as long.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'xungkich', purpose, 32)))
  return {
    signerFor: (signing) => createSigner(secret, signing),
    seal: (text) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
