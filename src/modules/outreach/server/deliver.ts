import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { App } from '#platform/server/app.ts'
import type { OpenChannel, Outcome, Parcel } from './channels/channel.ts'
import { openFacebook } from './channels/facebook.ts'
import { openMail } from './channels/mail.ts'
import { openPush } from './channels/push.ts'
import { openZalo } from './channels/zalo.ts'

/** How often what did not arrive is tried before an officer has to. */
const mostAttempts = 5
/** One run takes no longer than this, so that none is taken for lost; the next minute goes on. */
const runMs = 8 * 60_000
/** A request has long ended by then. */
export const underWayMinutes = 10

/**
 * Sends what waits of a delivery: takes a few parcels (committed), sends them, says what became of them.
 * Several may run at once, none takes another's. Who is killed leaves at most one window under way, which
 * {@link sweep} later calls unknown. Returns how many arrived.
 */
export async function deliver(app: App, deliveryId: string): Promise<number> {
  const channel = await open(app, deliveryId)
  if (!channel) return 0
  const until = Date.now() + runMs
  let sent = 0
  try {
    while (Date.now() < until) {
      const turns = await takeTurns(app, channel, channel.window)
      if (turns === 0) {
        if (!(await waitForTurn(channel))) break
        continue
      }
      const parcels = await claim(app, deliveryId, turns)
      // What is not used is given back: others may need it now.
      if (parcels.length < turns) await takeTurns(app, channel, parcels.length - turns)
      if (parcels.length === 0) break
      const outcomes = await Promise.all(parcels.map((parcel) => channel.send(parcel)))
      await settle(app, deliveryId, parcels, outcomes)
      sent += outcomes.filter(({ kind }) => kind === 'sent').length
    }
  } finally {
    channel.close()
  }
  return sent
}

async function open(app: App, deliveryId: string): Promise<OpenChannel | undefined> {
  const { rows } = await sql<{
    channel: string
    postId: string | null
    isPublic: boolean
  }>`select channel, post_id, is_public from outreach.delivery_facts(${deliveryId}::uuid)`.execute(
    app.database.kysely,
  )
  const [facts] = rows
  if (!facts?.isPublic) return undefined
  if (!facts.postId) return openMail(app, deliveryId)
  if (facts.channel === 'push') return openPush(app, facts.postId)
  return facts.channel === 'zalo' ? openZalo(app, facts.postId) : openFacebook(app, facts.postId)
}

/** As many as go at once and as the service allows; the limit is kept in the database, for all processes. */
async function takeTurns(app: App, { pace }: OpenChannel, wanted: number): Promise<number> {
  if (!pace) return wanted
  const { rows } = await sql<{ granted: number }>`
    select outreach.take_turns(${pace.service}, ${wanted}, ${pace.perSecond}, ${pace.burst}, now()) as granted`.execute(
    app.database.kysely,
  )
  return rows[0]?.granted ?? 0
}

/** Waits for the next turn where it comes soon; a service that gives one in minutes is asked again then. */
async function waitForTurn({ pace }: OpenChannel): Promise<boolean> {
  const seconds = pace ? 1 / pace.perSecond : 0
  if (seconds > 5) return false
  await wait(Math.max(100, seconds * 1000))
  return true
}

async function claim(app: App, deliveryId: string, most: number): Promise<Parcel[]> {
  const { rows } = await sql<Parcel>`
    select target_id, unit_id, attempts, address_sealed, language
      from outreach.claim(${deliveryId}::uuid, ${most}, ${app.now()})`.execute(app.database.kysely)
  return rows
}

async function settle(app: App, deliveryId: string, parcels: Parcel[], outcomes: Outcome[]) {
  const now = app.now()
  const results = parcels.map((parcel, index) => {
    const outcome = outcomes[index] as Outcome
    const goesOn = outcome.kind === 'later' && parcel.attempts < mostAttempts
    return {
      target: parcel.targetId,
      state: outcome.kind === 'later' ? (goesOn ? 'waiting' : 'failed') : outcome.kind,
      problem: outcome.kind === 'sent' ? null : outcome.why,
      reference: outcome.kind === 'sent' ? (outcome.reference ?? null) : null,
      next: goesOn ? new Date(now.getTime() + (outcome.afterSeconds ?? 60) * 1000) : null,
    }
  })
  await sql`select outreach.settle(${deliveryId}::uuid, ${results.map((it) => it.target)}::uuid[],
      ${results.map((it) => it.state)}::text[], ${results.map((it) => it.problem)}::text[],
      ${results.map((it) => it.reference)}::text[], ${results.map((it) => it.next)}::timestamptz[], ${now})`.execute(
    app.database.kysely,
  )
}

/** What has been under way for longer than any request takes: whoever sent it died. Returns how many. */
export async function sweep(app: App): Promise<number> {
  const before = new Date(app.now().getTime() - underWayMinutes * 60_000)
  const { rows } = await sql<{
    swept: number
  }>`select outreach.sweep(${before}) as swept`.execute(app.database.kysely)
  return rows[0]?.swept ?? 0
}
