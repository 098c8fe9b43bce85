import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto'
import { toText } from './bytes.ts'
import {
  type Ballot,
  choiceMessage,
  proofAlgorithm,
  tokenAlgorithm,
  tokenMessage,
} from './scheme.ts'

/**
 * Ballots as many devices would hold them, made with the vote's private key instead of blinding: the
 * same bytes in the end, at a hundredth of the cost. For measurements and large simulations only.
 */
export async function manyBallots(
  voteId: string,
  privateKey: string,
  choices: readonly string[],
): Promise<Ballot[]> {
  const key = createPrivateKey(privateKey)
  const padding = constants.RSA_PKCS1_PSS_PADDING
  const ballots: Ballot[] = []
  for (const choice of choices) {
    const pair = await crypto.subtle.generateKey(tokenAlgorithm, false, ['sign', 'verify'])
    const token = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
    const prefix = randomBytes(32)
    const message = Buffer.concat([prefix, tokenMessage(voteId, token)])
    const signature = sign('sha384', message, { key, padding, saltLength: 48 })
    const text = toText(token)
    const proof = await crypto.subtle.sign(
      proofAlgorithm,
      pair.privateKey,
      choiceMessage(voteId, text, choice),
    )
    ballots.push({
      token: text,
      prefix: toText(prefix),
      signature: toText(signature),
      choice,
      proof: toText(new Uint8Array(proof)),
    })
  }
  return ballots
}

/** A number below any modulus of 2048 bits, as a device would send one to be signed blindly. */
export const anyBlinded = (): string =>
  Buffer.concat([Buffer.of(1), randomBytes(255)]).toString('base64url')

/** So many different choices of `seats` of `candidates`, each some way through the list. */
export const manyChoices = (count: number, seats: number, candidates: number): string[] =>
  Array.from({ length: count }, (_, index) => {
    const order = Array.from({ length: candidates }, (_, at) => at + 1)
    const chosen = order
      .sort(
        (one, other) =>
          ((one * 7919 + index * 104_729) % 1009) - ((other * 7919 + index * 104_729) % 1009),
      )
      .slice(0, index % 37 === 0 ? 0 : seats - (index % 4))
    return chosen.sort((one, other) => one - other).join(',')
  })
