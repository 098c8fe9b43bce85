import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound } from '#platform/server/errors.ts'
import { consentVersion } from '../../consent.ts'
import { EndPush, SubscribeByMail, SubscribeByPush, WithToken } from '../../shapes.ts'
import { addressDigest, readAddressToken } from '../address-token.ts'
import { ForbiddenAddress, trustedHosts } from '../guarded-request.ts'
import { canTakePart } from '../policy.ts'
import { checkPushAddress } from '../push-services.ts'

/**
 * Asks for the weekly letter. Nothing is sent but one letter that asks whether it was they; without their
 * yes the address is forgotten after a week. The answer is the same whether it was known before or not.
 */
export const subscribeByMail = defineCommand(
  'outreach.subscribe_by_mail',
  SubscribeByMail,
  async (ctx, input) => {
    await ctx.authorize(canTakePart)
    if (input.website) return
    const address = input.address.toLowerCase()
    const { rows } = await sql<{ id: string }>`
      select outreach.subscribe(${input.id}::uuid, 'mail', ${input.unitId ?? null}::uuid, ${addressDigest(ctx.sealer, 'mail', address)},
        ${ctx.sealer.seal(address)}, ${input.language}, ${consentVersion}, ${ctx.now()}, false) as id`.execute(
      ctx.db,
    )
    await ctx.enqueue('outreach.ask_to_confirm', { subscriberId: rows[0]?.id })
  },
)

/** The yes out of the letter. */
export const confirmMail = defineCommand('outreach.confirm_mail', WithToken, async (ctx, input) => {
  await ctx.authorize(canTakePart)
  const id = readAddressToken(ctx.sealer, 'confirm', input.token)
  const { rows } = id
    ? await sql<{
        done: boolean
      }>`select outreach.confirm(${id}::uuid, ${ctx.now()}) as done`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]?.done) throw new NotFound('outreach.link_ended')
})

/** One click, and the address is gone. The same again is well too. */
export const unsubscribe = defineCommand('outreach.unsubscribe', WithToken, async (ctx, input) => {
  await ctx.authorize(canTakePart)
  const id = readAddressToken(ctx.sealer, 'leave', input.token)
  if (!id) throw new NotFound('outreach.link_ended')
  await sql`select outreach.unsubscribe(${id}::uuid)`.execute(ctx.db)
})

/** A browser that said yes: its push service's address and keys are kept sealed. The same again changes its commune. */
export const subscribeByPush = defineCommand(
  'outreach.subscribe_by_push',
  SubscribeByPush,
  async (ctx, input) => {
    await ctx.authorize(canTakePart)
    const { endpoint } = input.subscription
    try {
      checkPushAddress(endpoint, trustedHosts(ctx.config.PUSH_HOSTS))
    } catch (error) {
      if (!(error instanceof ForbiddenAddress)) throw error
      throw new Invalid([{ path: 'subscription.endpoint', code: 'outreach_endpoint_invalid' }])
    }
    await sql`select outreach.subscribe(${input.id}::uuid, 'push', ${input.unitId ?? null}::uuid, ${addressDigest(ctx.sealer, 'push', endpoint)},
        ${ctx.sealer.seal(JSON.stringify(input.subscription))}, ${input.language}, ${consentVersion}, ${ctx.now()}, true)`.execute(
      ctx.db,
    )
  },
)

/** A browser that wants no more; who holds the address of its push service is that browser. */
export const endPush = defineCommand('outreach.end_push', EndPush, async (ctx, input) => {
  await ctx.authorize(canTakePart)
  await sql`select outreach.unsubscribe_address('push', ${addressDigest(ctx.sealer, 'push', input.endpoint)})`.execute(
    ctx.db,
  )
})
