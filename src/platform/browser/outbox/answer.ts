import type { Notice } from './record.ts'

/** What the server says of one record. */
export interface RecordResult {
  id: string
  status: 'stored' | 'known' | 'refused'
  reason?: string
  /** The part of the body that the reason speaks of, as a path. */
  field?: string
  notice?: Notice
}

export interface SyncAnswer {
  results: RecordResult[]
  receivedUpTo: number
  receipt?: { text: string; signature: string }
  /** The server's clock, in milliseconds since 1970. */
  serverTime: number
}

/** Why a batch has to wait. `captive`: something between here and the server answered in its place. */
export type Hindrance = 'offline' | 'captive' | 'busy' | 'server'

export type Verdict =
  | { kind: 'answered'; answer: SyncAnswer }
  | { kind: 'sign_in' }
  | { kind: 'too_large' }
  /** Our server will not take this batch as it is. */
  | { kind: 'rejected'; code: string }
  | { kind: 'later'; why: Hindrance; waitMs?: number }

const later = (why: Hindrance, waitMs?: number): Verdict =>
  waitMs === undefined ? { kind: 'later', why } : { kind: 'later', why, waitMs }

/**
 * Reads the answer to a batch, and believes nothing that is not exactly an answer to it: the sign-in
 * page of a café's network, with 200 and HTML or even JSON of its own, must never count as stored.
 */
export async function readVerdict(
  response: Response,
  sent: ReadonlySet<string>,
  now: number = Date.now(),
): Promise<Verdict> {
  const { status } = response
  // A redirect is not followed: our server never answers a batch with one.
  if (response.type === 'opaqueredirect' || response.redirected) return later('captive')
  if (status >= 300 && status < 400) return later('captive')
  const isJson = /^application\/([a-z.]+\+)?json\b/.test(response.headers.get('content-type') ?? '')
  if (status === 401) return isJson ? { kind: 'sign_in' } : later('captive')
  if (status === 413) return { kind: 'too_large' }
  if (status === 429) return later('busy', retryAfter(response, now))
  if (status === 408 || status >= 500) return later('server', retryAfter(response, now))
  if (!isJson) return later('captive')
  const body: unknown = await response.json().catch(() => undefined)
  if (status === 200) {
    const answer = asAnswer(body, sent)
    return answer ? { kind: 'answered', answer } : later('captive')
  }
  const code = isObject(body) && typeof body.code === 'string' ? body.code : undefined
  if (status >= 400 && code) return { kind: 'rejected', code }
  return later('captive')
}

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
function retryAfter(response: Response, now: number): number | undefined {
  const header = response.headers.get('retry-after')
  if (!header) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function asAnswer(body: unknown, sent: ReadonlySet<string>): SyncAnswer | undefined {
  if (!isObject(body) || !Array.isArray(body.results)) return undefined
  const { receivedUpTo, serverTime, receipt } = body
  if (!Number.isSafeInteger(receivedUpTo) || (receivedUpTo as number) < 0) return undefined
  const at = typeof serverTime === 'string' ? Date.parse(serverTime) : Number.NaN
  if (Number.isNaN(at)) return undefined
  const results: RecordResult[] = []
  const seen = new Set<string>()
  for (const given of body.results as unknown[]) {
    const result = asResult(given)
    if (!result || !sent.has(result.id) || seen.has(result.id)) return undefined
    seen.add(result.id)
    results.push(result)
  }
  // An answer to nothing of what was asked is none.
  if (sent.size > 0 && results.length === 0) return undefined
  const answer: SyncAnswer = { results, receivedUpTo: receivedUpTo as number, serverTime: at }
  if (
    isObject(receipt) &&
    typeof receipt.text === 'string' &&
    typeof receipt.signature === 'string'
  ) {
    answer.receipt = { text: receipt.text, signature: receipt.signature }
  }
  return answer
}

function asResult(given: unknown): RecordResult | undefined {
  if (!isObject(given) || typeof given.id !== 'string') return undefined
  const { id, status, reason, field, notice } = given
  if (status !== 'stored' && status !== 'known' && status !== 'refused') return undefined
  if (status === 'refused' && typeof reason !== 'string') return undefined
  const result: RecordResult = { id, status }
  if (typeof reason === 'string') result.reason = reason
  if (typeof field === 'string') result.field = field
  if (isObject(notice) && typeof notice.code === 'string') result.notice = notice as Notice
  return result
}
