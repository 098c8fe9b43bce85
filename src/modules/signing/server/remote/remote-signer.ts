import { DomainError } from '#platform/server/errors.ts'

/** A person's certificate at a service that keeps their key. */
export interface RemoteCertificate {
  /** What the service calls the key. */
  key: string
  /** The certificate and those above it, in DER. */
  chain: Buffer[]
}

export interface RemoteRequest {
  /** Our own id of the transaction; a repeat with the same id asks for the same signature. */
  id: string
  user: string
  key: string
  serial: string
  /** SHA-256 of what is to be signed. */
  hash: Buffer
  /** What the person reads on their phone. */
  title: string
  pin?: string
  otp?: string
}

/** Why a service did not sign; the last three: what it demands was not typed, the password of one time has been sent. */
export type RemoteProblem = 'refused' | 'expired' | 'needs_pin' | 'needs_otp' | 'otp_sent'

export type RemoteAnswer =
  | { kind: 'pending'; transaction: string }
  | { kind: 'signed'; signature: Buffer }
  | { kind: 'refused'; problem: RemoteProblem }

/**
 * A service that signs for a person once they approve. Each call is one network call or a few, ends after
 * some seconds, and throws {@link ProviderFailed} where the service does not answer as documented.
 */
export interface RemoteSigner {
  listCertificates(user: string): Promise<RemoteCertificate[]>
  start(request: RemoteRequest): Promise<RemoteAnswer>
  poll(transaction: string): Promise<RemoteAnswer>
}

/** The service did not answer, or not as documented. Says nothing of what was sent: there are secrets in it. */
export class ProviderFailed extends DomainError {
  readonly status = 502
  /** Whether it may go better when it is tried again. A refusal will not: a PIN tried often is locked. */
  readonly mayPass: boolean
  /** The service's own word for a refusal, such as `invalid_pin`. */
  readonly error: string
  constructor(what: string, refusal?: { error: string }) {
    super('signing.provider_failed', { what })
    this.mayPass = refusal === undefined
    this.error = refusal?.error ?? ''
  }
}

const patience = 10_000

/** Sends JSON (or a form) and reads JSON; refuses redirects, long answers and long waits. */
export async function callProvider(
  address: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const isForm = body instanceof URLSearchParams
  let response: Response
  let text: string
  try {
    response = await fetch(address, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      headers: {
        accept: 'application/json',
        ...(isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: isForm ? body : JSON.stringify(body),
    })
    text = await response.text()
  } catch {
    throw new ProviderFailed('no answer')
  }
  if (!response.ok) {
    const isRefusal = response.status >= 400 && response.status < 500 && response.status !== 429
    throw new ProviderFailed(
      `status ${response.status}`,
      isRefusal ? { error: errorIn(text) } : undefined,
    )
  }
  // An answer that says nothing but "done", such as to sendOTP.
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ProviderFailed('no JSON')
  }
}

/** `{"error": "invalid_pin"}`, as OAuth 2 and the services that follow it write it. */
function errorIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown }
    return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : ''
  } catch {
    return ''
  }
}

/** Certificates come as DER in base64, with or without PEM's lines. */
export const certificateFrom = (text: string): Buffer =>
  Buffer.from(text.replace(/-----[^-]+-----/g, '').replace(/\s/g, ''), 'base64')
