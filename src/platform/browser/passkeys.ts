import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Asks the device for a passkey of this site and signs in with it. Throws where that fails. */
export async function signInWithPasskey(): Promise<void> {
  const options = (await call('/generate-authenticate-options')) as object
  // The server refuses a key whose device has not checked its user; so the device is asked to.
  const optionsJSON = { ...options, userVerification: 'required' }
  const response = await startAuthentication({ optionsJSON: optionsJSON as never })
  await call('/verify-authentication', { response })
}

/** Makes a passkey on this device for the signed-in account. Throws where that fails. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await call(`/generate-register-options?name=${encodeURIComponent(name)}`)
  const response = await startRegistration({ optionsJSON: optionsJSON as never })
  await call('/verify-registration', { response, name })
}

async function call(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`/api/auth/passkey${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  })
  if (!answer.ok) throw new Error(`passkey ${answer.status}`)
  return answer.json()
}
