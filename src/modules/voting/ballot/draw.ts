import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { fromText, toText } from './bytes.ts'
import {
  type Ballot,
  choiceMessage,
  proofAlgorithm,
  readVoteKey,
  tokenAlgorithm,
  tokenMessage,
} from './scheme.ts'

const suite = RSABSSA.SHA384.PSS.Randomized()

/** What a voter's device keeps between asking for its ballot and casting it; never leaves the device. */
export interface UnsignedBallot {
  voteId: string
  /** The key that the device was shown: everybody must have been shown the same. */
  publicKey: string
  token: string
  /** The token's private key. */
  tokenKey: CryptoKey
  /** Prefix and token as they will be signed. */
  message: Uint8Array<ArrayBuffer>
  inverse: Uint8Array<ArrayBuffer>
  /** What the server is asked to sign; it says nothing about the token. */
  blinded: string
}

export interface DrawnBallot {
  voteId: string
  token: string
  tokenKey: CryptoKey
  prefix: string
  signature: string
}

const copied = (bytes: Uint8Array) => new Uint8Array(bytes)

/** Makes a token and blinds it. */
export async function makeBallot(voteId: string, publicKey: string): Promise<UnsignedBallot> {
  const voteKey = await readVoteKey(publicKey)
  const pair = await crypto.subtle.generateKey(tokenAlgorithm, false, ['sign', 'verify'])
  const token = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const message = copied(suite.prepare(tokenMessage(voteId, token)))
  const { blindedMsg, inv } = await suite.blind(voteKey, message)
  return {
    voteId,
    publicKey,
    token: toText(token),
    tokenKey: pair.privateKey,
    message,
    inverse: copied(inv),
    blinded: toText(blindedMsg),
  }
}

/** Takes the blinding off the server's answer; throws where that is no signature of the vote's key. */
export async function finishBallot(
  unsigned: UnsignedBallot,
  blindSignature: string,
): Promise<DrawnBallot> {
  const signature = await suite.finalize(
    await readVoteKey(unsigned.publicKey),
    unsigned.message,
    fromText(blindSignature),
    unsigned.inverse,
  )
  const { voteId, token, tokenKey } = unsigned
  const prefix = toText(unsigned.message.subarray(0, 32))
  return { voteId, token, tokenKey, prefix, signature: toText(signature) }
}

/** Writes a choice on a ballot and signs it with the token's key. */
export async function fillIn(drawn: DrawnBallot, choice: string): Promise<Ballot> {
  const proof = await crypto.subtle.sign(
    proofAlgorithm,
    drawn.tokenKey,
    choiceMessage(drawn.voteId, drawn.token, choice),
  )
  const { token, prefix, signature } = drawn
  return { token, prefix, signature, choice, proof: toText(new Uint8Array(proof)) }
}
