import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { AskForHelp, OneLink } from '../../shapes.ts'
import { requestConsent } from '../../topics.ts'
import { digestOf } from '../link.ts'
import { canAskForHelp, canTakeBackByLink } from '../policy.ts'

/** How many requests of one phone number may wait at a time. */
const mostOfOnePhone = 3

/**
 * Somebody asks for help, without an account: it waits at their commune, whose officers are told at once.
 * Name and number are sealed, and go some days after (REQUEST_DAYS).
 */
export const askForHelp = defineCommand('requests.ask', AskForHelp, async (ctx, input) => {
  await ctx.authorize(canAskForHelp)
  ctx.note({ unitId: input.unitId, subjectId: input.id })
  // Whoever fills in what people cannot see is thanked and not listened to.
  if (input.website) return { id: input.id }
  const mark = ctx.sealer.signerFor('requests.phone').sign(input.phone).slice(0, 32)
  const { rows } = await sql<{ answer: string }>`
    select requests.receive(${input.id}::uuid, ${input.unitId}::uuid, ${input.topic}, ${input.wish ?? null},
      ${input.village ?? null}, ${ctx.sealer.seal(input.name)}, ${ctx.sealer.seal(input.phone)}, ${mark},
      ${digestOf(input.link)}, ${requestConsent}, ${ctx.now()}, ${addDays(ctx.today, ctx.config.REQUEST_DAYS)}::date,
      ${mostOfOnePhone}) as answer`.execute(ctx.db)
  const answer = rows[0]?.answer
  if (answer === 'no_unit') throw new Invalid([{ path: 'unitId', code: 'required' }])
  if (answer === 'too_many') throw new RuleBroken('requests.too_many')
  if (answer === 'known') return { id: input.id }
  const { rows: officers } = await sql<{ personId: string }>`
    select person_id from requests.answerable_at(${input.unitId}::uuid) person_id`.execute(ctx.db)
  await tell(ctx, {
    personIds: officers.map(({ personId }) => personId),
    kind: 'requests.asked',
    href: '/requests',
  })
  return { id: input.id }
})

/** Whoever asked takes it back with the link that they were given; name, number and words go at once. */
export const takeBackRequest = defineCommand('requests.take_back', OneLink, async (ctx, input) => {
  await ctx.authorize(canTakeBackByLink)
  const { rows } = await sql<{ unitId: string | null }>`
    select requests.take_back(${digestOf(input.link)}, ${ctx.now()}) as unit_id`.execute(ctx.db)
  ctx.note({ unitId: rows[0]?.unitId ?? null })
  return { wasOpen: Boolean(rows[0]?.unitId) }
})
