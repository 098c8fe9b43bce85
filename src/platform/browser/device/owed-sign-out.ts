import { owesSignOut, signOutDone } from './people.ts'

/** Asks the server to end the session of this phone; throws where the network does. */
type Ask = () => Promise<Response>

/** As SvelteKit answers a form that was sent by a program: its own JSON, which no café's network makes up. */
const ask: Ask = () =>
  fetch('/sign-out', {
    method: 'POST',
    body: new FormData(),
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(20_000),
  })

/**
 * Carries out a sign-out that this phone owes the server. Returns whether none is owed any longer;
 * where there is no network, it stays owed, and nothing else may go before it.
 */
export async function settleSignOut(post: Ask = ask): Promise<boolean> {
  const settle = async () => {
    if (!(await owesSignOut())) return true
    try {
      if (!(await isDone(await post()))) return false
    } catch {
      return false
    }
    await signOutDone()
    return true
  }
  // One at a time: a second one must not reach the server after somebody else has signed in.
  const locks = globalThis.navigator?.locks
  return locks ? await locks.request('sign-out', settle) : await settle()
}

async function isDone(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) return false
  const { type, location } = body as { type?: unknown; location?: unknown }
  return type === 'redirect' && typeof location === 'string' && location.startsWith('/sign-in')
}
