import { uuidv7 } from '#platform/uuid.ts'

/** How far a signature by file has come, for the screen. */
export type SigningStep = 'opening' | 'preparing' | 'signing'

/** The server refused; its words are for the person. */
export class SigningRefused extends Error {}

/**
 * Signs a paper with a certificate file on this device: opens it, has the server prepare the paper, signs
 * what it asks for and sends only the certificates and the signature. Throws {@link SigningRefused}, or
 * P12Problem where the file is at fault.
 */
export async function signByFile(
  requestId: string,
  file: File,
  password: string,
  say: (step: SigningStep) => void,
): Promise<void> {
  say('opening')
  const { openP12 } = await import('./open-p12.ts')
  const opened = openP12(new Uint8Array(await file.arrayBuffer()), password)
  say('preparing')
  const begun = await post<{ attemptId: string; toSign: string }>(`/signing/${requestId}/begin`, {
    id: uuidv7(),
    chain: opened.chain,
  })
  say('signing')
  const signature = await opened.sign(fromBase64(begun.toSign))
  await post(`/signing/${requestId}/complete`, {
    attemptId: begun.attemptId,
    signature: toBase64(signature),
  })
}

/** Sends JSON to our own server; throws {@link SigningRefused} with its words. */
export async function post<Answer>(address: string, body: unknown): Promise<Answer> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Answer & { message?: string }
  if (!response.ok) throw new SigningRefused(answer.message ?? '')
  return answer
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes))
