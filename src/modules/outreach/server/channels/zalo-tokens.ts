import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { App } from '#platform/server/app.ts'
import { uuidv7 } from '#platform/uuid.ts'

/** The Official Account cannot be spoken to; somebody has to give a new refresh token. */
export class ZaloLocked extends Error {
  override readonly name = 'ZaloLocked'
}
/** Zalo's sign-in is not to be reached; it may be later. */
export class ZaloUnreachable extends Error {
  override readonly name = 'ZaloUnreachable'
}

interface Tokens {
  accessSealed: Buffer | null
  refreshSealed: Buffer
  expiresAt: Date | null
  isDoubtful: boolean
  problem: string | null
}

/** How long one has to renew and store; longer than the request may take. */
const leaseMs = 30_000
const requestMs = 10_000
/** Renewed a few minutes before its hour ends. */
const spareMs = 5 * 60_000

const read = async (app: App): Promise<Tokens> => {
  const seed = app.config.ZALO_REFRESH_TOKEN ?? ''
  const digest = createHash('sha256').update(`zalo seed ${seed}`).digest()
  const { rows } = await sql<Tokens>`
    select * from outreach.zalo_tokens(${digest}, ${app.sealer.seal(seed)})`.execute(
    app.database.kysely,
  )
  const [tokens] = rows
  if (!tokens) throw new Error('no row of Zalo tokens')
  return tokens
}

/**
 * An access token of the Official Account; renewed where it has ended or `refused` (-216) was it.
 *
 * Each renewal makes the refresh token before it void, so that one process renews under a lease in the
 * database while others wait, and both new tokens are stored in one statement. Who dies between Zalo's
 * answer and the store leaves a lease behind: the next one tries the old token once; if Zalo takes it no
 * more, that is kept as a problem until somebody sets a new ZALO_REFRESH_TOKEN.
 */
export async function zaloAccessToken(app: App, refused?: string): Promise<string> {
  const until = Date.now() + leaseMs + requestMs
  for (;;) {
    const tokens = await read(app)
    const token = usable(app, tokens, refused)
    if (token) return token
    if (tokens.problem) throw new ZaloLocked(tokens.problem)
    const renewed = await renew(app, tokens)
    if (renewed) return renewed
    if (Date.now() > until) throw new ZaloUnreachable('nobody finished renewing')
    await wait(250)
  }
}

function usable(app: App, tokens: Tokens, refused: string | undefined): string | undefined {
  if (!tokens.accessSealed || !tokens.expiresAt) return undefined
  if (tokens.expiresAt.getTime() - spareMs < app.now().getTime()) return undefined
  const token = app.sealer.unseal(tokens.accessSealed)
  return token === refused ? undefined : token
}

/** Renews where nobody else does; nothing where somebody does. */
async function renew(app: App, tokens: Tokens): Promise<string | undefined> {
  const lease = uuidv7()
  const { rows } = await sql<{ given: Buffer | null }>`
    select outreach.zalo_lease(${lease}::uuid, ${tokens.refreshSealed}, now(), now() + ${`${leaseMs} milliseconds`}::interval) as given`.execute(
    app.database.kysely,
  )
  const given = rows[0]?.given
  if (!given) return undefined
  const answer = await ask(app, app.sealer.unseal(given)).catch(() => undefined)
  if (!answer) {
    // Zalo may have turned the token over before the line broke: the lease stays until it ends.
    throw new ZaloUnreachable('no answer')
  }
  if (!answer.access_token || !answer.refresh_token) {
    await giveUp(app, lease, 'refresh_refused')
    throw new ZaloLocked('refresh_refused')
  }
  const seconds = Number(answer.expires_in) || 3600
  const ends = new Date(app.now().getTime() + seconds * 1000)
  await keep(app, lease, answer.access_token, answer.refresh_token, ends)
  return answer.access_token
}

/** A database that stumbles for a moment must not cost the account its only token. */
async function keep(app: App, lease: string, access: string, refresh: string, ends: Date) {
  const sealed = { access: app.sealer.seal(access), refresh: app.sealer.seal(refresh) }
  for (let attempt = 1; ; attempt++) {
    try {
      await sql`select outreach.zalo_keep(${lease}::uuid, ${sealed.access}, ${sealed.refresh}, ${ends})`.execute(
        app.database.kysely,
      )
      return
    } catch (error) {
      if (attempt >= 5) throw error
      await wait(300 * attempt)
    }
  }
}

const giveUp = (app: App, lease: string, why: string) =>
  sql`select outreach.zalo_give_up(${lease}::uuid, ${why})`.execute(app.database.kysely)

interface Renewal {
  access_token?: string
  refresh_token?: string
  expires_in?: string | number
}

async function ask(app: App, refreshToken: string): Promise<Renewal> {
  const answer = await fetch(`${app.config.ZALO_OAUTH_URL}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: app.config.ZALO_APP_SECRET ?? '' },
    body: new URLSearchParams({
      refresh_token: refreshToken,
      app_id: app.config.ZALO_APP_ID ?? '',
      grant_type: 'refresh_token',
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(requestMs),
  })
  if (answer.status >= 500) throw new Error(`answered ${answer.status}`)
  return (await answer.json()) as Renewal
}
