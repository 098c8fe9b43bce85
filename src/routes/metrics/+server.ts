import { createHash, timingSafeEqual } from 'node:crypto'
import { metrics } from '#platform/server/observability/metrics.ts'
import type { RequestHandler } from './$types'

const digest = (text: string) => createHash('sha256').update(text).digest()
/** Of digests, which are of one length whatever was sent: bytes and characters are not the same. */
const equal = (one: string, other: string) => timingSafeEqual(digest(one), digest(other))

/** Prometheus' text, for who holds METRICS_TOKEN; without one only for this machine. */
export const GET: RequestHandler = async ({ locals, request, getClientAddress }) => {
  const token = locals.app.config.METRICS_TOKEN
  const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(getClientAddress())
  const allowed = token
    ? equal(request.headers.get('authorization') ?? '', `Bearer ${token}`)
    : local && !locals.app.config.TRUST_PROXY
  if (!allowed) return new Response(null, { status: 404 })
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } })
}
