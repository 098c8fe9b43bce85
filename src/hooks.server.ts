import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { sequence } from '@sveltejs/kit/hooks'
import { tasks } from '#modules/tasks.server.ts'
import { paraglideMiddleware } from '#paraglide/server.js'
import { nobody } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { refuseForeignWrites, securityHeaders } from '#platform/server/guard.ts'
import { identify, isBallotBox } from '#platform/server/identify.ts'
import { errorForLog } from '#platform/server/observability/error-for-log.ts'
import { observeRequest } from '#platform/server/observability/metrics.ts'
import { inOnePiece } from '#platform/server/public-answer.ts'
import { openRequestReads } from '#platform/server/request-reads.ts'
import { runningApp, runningIdentity, startRunningApp } from '#platform/server/running-app.ts'
import { uploadLimit } from '#platform/server/upload-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'

export const init: ServerInit = () => startRunningApp(tasks)

/** Gives the request its id, measures it and writes one line about it without personal data. */
const observe: Handle = async ({ event, resolve }) => {
  const app = runningApp()
  const started = performance.now()
  const requestId = uuidv7()
  event.locals.app = app
  event.locals.identity = runningIdentity()
  event.locals.asking = { actor: nobody, requestId, locale: 'vi', now: app.now }
  const response = await resolve(event)
  const route = event.route.id ?? 'none'
  const ms = performance.now() - started
  observeRequest({ route, method: event.request.method, status: response.status, ms })
  response.headers.set('x-request-id', requestId)
  if (isBallotBox(event)) return response
  app.log.info(
    { requestId, method: event.request.method, route, status: response.status, ms: Math.round(ms) },
    'request',
  )
  return response
}

const speak: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    event.locals.asking = { ...event.locals.asking, locale: locale as 'vi' | 'en' }
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
  })

/** Says who asks, and opens the request's one snapshot for reads. */
const bind: Handle = async ({ event, resolve }) => {
  const redirected = await identify(event, event.locals.identity)
  if (redirected) return redirected
  const reads = openRequestReads(event.locals.app, event.locals.asking)
  event.locals.read = reads.read
  event.locals.readAnew = reads.end
  try {
    return await resolve(event)
  } finally {
    await reads.end()
  }
}

const guard: Handle = async ({ event, resolve }) => {
  const refused = refuseForeignWrites(event)
  if (refused) return refused
  const response = await resolve(event)
  securityHeaders(event, response.headers)
  return inOnePiece(event.request, response)
}

export const handle = sequence(observe, guard, speak, bind)

/** The one place where an error becomes what a person sees; what is not the domain's is logged. */
export const handleError: HandleServerError = ({ error, kind, event }) => {
  const requestId = event.locals.asking?.requestId
  if (error instanceof DomainError) {
    return { status: error.status, message: error.code, code: error.code, requestId }
  }
  // An address that names what cannot be an id: the database could not read it.
  if ((error as { code?: string } | null)?.code === '22P02') {
    event.locals.app?.log.warn({ requestId, route: event.route.id }, 'unreadable value')
    return { status: 404, message: 'not_found', code: 'not_found', requestId }
  }
  if (kind === 'framework') {
    if (error.status === 413) return { code: 'too_large', limit: uploadLimit(), requestId }
    return { code: error.status === 404 ? 'not_found' : 'malformed', requestId }
  }
  // What does not read as the form that it says it is, is the sender's fault.
  if (error instanceof TypeError && /FormData|Content-Type was not one of/.test(error.message))
    return { status: 400, message: 'malformed', code: 'malformed', requestId }
  if (kind === 'app') return { requestId }
  event.locals.app?.log.error(
    { requestId, route: event.route.id, error: errorForLog(error) },
    'request failed',
  )
  return { message: 'unexpected', code: 'unexpected', requestId }
}
