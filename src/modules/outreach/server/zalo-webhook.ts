import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { consentVersion } from '../consent.ts'
import { addressDigest } from './address-token.ts'
import { canTakePart } from './policy.ts'

/** What Zalo tells of a follower; everything else it may tell is not read. */
const ZaloEvent = z.object({
  event_name: z.string().max(60),
  follower: z.object({ id: z.string().max(60) }).optional(),
  sender: z.object({ id: z.string().max(60) }).optional(),
  message: z.object({ text: z.string().max(2000).optional() }).optional(),
})

/** Whether an event comes from Zalo: the SHA-256 over application, bytes, time and the account's secret. */
export function isFromZalo(
  signature: string | null,
  {
    appId,
    secret,
    body,
    timestamp,
  }: { appId: string; secret: string; body: string; timestamp: string },
): boolean {
  const expected = createHash('sha256').update(`${appId}${body}${timestamp}${secret}`).digest('hex')
  const given = (signature ?? '').replace(/^mac=/, '')
  return (
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected))
  )
}

/**
 * Who follows the Official Account is told from then on, who leaves no more. Whoever writes to it the name
 * of a commune (`Xã Pả Vi`) is told what that commune is told. No name, no picture, no message is kept.
 */
export const receiveZaloEvent = defineCommand(
  'outreach.receive_zalo_event',
  ZaloEvent,
  async (ctx, event) => {
    await ctx.authorize(canTakePart)
    const userId = event.follower?.id ?? event.sender?.id
    if (!userId) return
    const digest = addressDigest(ctx.sealer, 'zalo', userId)
    const keep = (unitId: string | null) =>
      sql`select outreach.subscribe(${uuidv7(ctx.now().getTime())}::uuid, 'zalo', ${unitId}::uuid, ${digest},
        ${ctx.sealer.seal(userId)}, 'vi', ${consentVersion}, ${ctx.now()}, true)`.execute(ctx.db)
    if (event.event_name === 'follow') await keep(null)
    else if (event.event_name === 'unfollow')
      await sql`select outreach.unsubscribe_address('zalo', ${digest})`.execute(ctx.db)
    else if (event.event_name === 'user_send_text') {
      const { rows } = await sql<{ unitId: string }>`
        select unit_id from outreach.communes() c
         where regexp_replace(platform.searchable(c.name), '^doan ', '') = regexp_replace(platform.searchable(${event.message?.text ?? ''}), '^doan ', '')
         limit 2`.execute(ctx.db)
      // Two communes of one name: nobody guesses.
      if (rows.length === 1 && rows[0]) await keep(rows[0].unitId)
    }
  },
)
