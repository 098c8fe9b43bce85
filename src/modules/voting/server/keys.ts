import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import { RuleBroken } from '#platform/server/errors.ts'

const generate = promisify(generateKeyPair)
const padding = constants.RSA_NO_PADDING

/** A vote's own key pair: the public half in base64url, the private half as text to be sealed. */
export async function makeVoteKey(): Promise<{ publicKey: string; privateKey: string }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/**
 * Signs a blinded message (RFC 9474, BlindSign): the bare RSA operation, by OpenSSL, and checked, since a
 * faulty signature would give the key away. Throws RuleBroken where it is not a number below the modulus.
 */
export function signBlinded(privateKey: string, blinded: Buffer): Buffer {
  const key = createPrivateKey(privateKey)
  try {
    const signature = privateDecrypt({ key, padding }, blinded)
    if (publicEncrypt({ key: createPublicKey(key), padding }, signature).equals(blinded))
      return signature
  } catch (error) {
    // OpenSSL refuses what is not below the modulus; the caller made it up.
    if (!(error as { code?: string }).code?.startsWith('ERR_OSSL')) throw error
  }
  throw new RuleBroken('voting.not_a_ballot')
}
