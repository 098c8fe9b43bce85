import { fromText, joined, ofWords } from './bytes.ts'

/*
 * A secret ballot, from its bytes to its check. A voter's device makes a key pair of its own; the
 * public half is the token. The vote's key signs the token blindly (RFC 9474), so that the token is
 * known to be an entitled person's and nobody knows whose; the token's own key signs the choice, so that
 * nobody else can change it. Only WebCrypto: the same on the server, in a browser and on a command line.
 * Why it is so, and what it does not promise: docs/decisions/0013-secret-votes.md
 */
export const scheme = 'RSABSSA-SHA384-PSS-Randomized; ECDSA-P256-SHA256'

/** A ballot as it is cast and published; bytes are base64url. */
export interface Ballot {
  /** The public key that the voter's device made for this vote, 65 bytes. */
  token: string
  /** 32 random bytes that the blind signature scheme puts before what is signed. */
  prefix: string
  /** The vote's signature over prefix and token. */
  signature: string
  choice: string
  /** The token's signature over the choice. */
  proof: string
}

export const lengths = { token: 65, prefix: 32, signature: 256, proof: 64 } as const

/** What the vote's key signs: nothing but the vote and the token. */
export const tokenMessage = (voteId: string, token: Uint8Array): Uint8Array<ArrayBuffer> =>
  joined(ofWords(`xungkich ballot ${voteId} `), token)

/** What the token's key signs. */
export const choiceMessage = (
  voteId: string,
  token: string,
  choice: string,
): Uint8Array<ArrayBuffer> => ofWords(`xungkich choice ${voteId} ${token} ${choice}`)

/** Reads the vote's public key, a SubjectPublicKeyInfo in base64url. */
export const readVoteKey = (publicKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('spki', fromText(publicKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ])

export const tokenAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const
export const proofAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const

export type BallotFault = 'token_not_signed' | 'choice_not_signed'

/** What is wrong with a ballot's signatures; undefined where both hold. */
export async function faultOfBallot(
  voteId: string,
  voteKey: CryptoKey,
  ballot: Ballot,
): Promise<BallotFault | undefined> {
  const holds = async (check: () => Promise<boolean>) => {
    try {
      return await check()
    } catch {
      // Bytes that are no key or no signature.
      return false
    }
  }
  const isSigned = await holds(() => {
    const message = joined(fromText(ballot.prefix), tokenMessage(voteId, fromText(ballot.token)))
    return crypto.subtle.verify(
      { name: 'RSA-PSS', saltLength: 48 },
      voteKey,
      fromText(ballot.signature),
      message,
    )
  })
  if (!isSigned) return 'token_not_signed'
  const isOwn = await holds(async () => {
    const key = await crypto.subtle.importKey(
      'raw',
      fromText(ballot.token),
      tokenAlgorithm,
      false,
      ['verify'],
    )
    const message = choiceMessage(voteId, ballot.token, ballot.choice)
    return crypto.subtle.verify(proofAlgorithm, key, fromText(ballot.proof), message)
  })
  return isOwn ? undefined : 'choice_not_signed'
}

const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

// Without letters that are mistaken for digits or for each other.
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const spell = (bytes: Uint8Array, groups: number): string =>
  Array.from({ length: groups }, (_, group) =>
    [...bytes.subarray(group * 4, group * 4 + 4)].map((byte) => alphabet[byte % 32]).join(''),
  ).join('-')

/** A ballot's code, by which a voter finds it in the published list: 40 bits of its token. */
export const receiptCode = async (token: string): Promise<string> =>
  spell(await digest(fromText(token)), 2)

export const receiptCodes = (tokens: readonly string[]): Promise<string[]> =>
  Promise.all(tokens.map(receiptCode))

/** A vote key's mark, read out in the room: everybody's device must show the same. */
export const keyMark = async (publicKey: string): Promise<string> =>
  spell(await digest(fromText(publicKey)), 3)
