import { json } from '@sveltejs/kit'
import { keepCookies, visitorOf } from '#platform/server/identity/visitor.ts'
import type { RequestHandler } from './$types'

/** Only what a passkey needs; everything else of Better Auth is called by our own actions. */
const asking = new Set([
  'passkey/generate-authenticate-options',
  'passkey/generate-register-options',
])
const answering = new Set(['passkey/verify-authentication', 'passkey/verify-registration'])
/** A passkey's answer is 1 to 4 KB. */
const mostBytes = 20_000

/** A new passkey is for who is signed in now, by a session that is still good. */
const mayCall = (path: string, kind: string) => !path.includes('regist') || kind === 'person'

const pass =
  (open: ReadonlySet<string>): RequestHandler =>
  async (event) => {
    const { path } = event.params
    if (!open.has(path)) return json({ code: 'not_found' }, { status: 404 })
    if (!mayCall(path, event.locals.asking.actor.kind))
      return json({ code: 'sign_in_first' }, { status: 401 })
    const text = event.request.method === 'POST' ? await event.request.text() : undefined
    if (text && text.length > mostBytes) return json({ code: 'too_large' }, { status: 413 })
    let body: Record<string, unknown> | undefined
    try {
      body = text === undefined ? undefined : JSON.parse(text)
    } catch {
      return json({ code: 'not_json' }, { status: 400 })
    }
    const name = body ? '' : event.url.search
    const answer = await event.locals.identity.callPasskey(
      visitorOf(event),
      `/${path}${name}`,
      body,
    )
    keepCookies(event, answer.setCookies)
    return json(answer.body, { status: answer.status })
  }

export const GET = pass(asking)
export const POST = pass(answering)
