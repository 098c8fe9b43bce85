import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { digestOf } from '#modules/requests/server/index.ts'
import { addDays } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { bookingConsent } from '../../kinds.ts'
import { AnswerBooking, AskForRoom, CancelByLink, CloseDays } from '../../shapes.ts'
import { holdPlace } from '../keep.ts'
import { canAskForRoom } from '../policy.ts'

/** How many requests of one number may wait at a time. */
const mostOfOnePhone = 5
/** No letters that look like figures: the code is read from a paper. */
const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const newCode = () => Array.from({ length: 8 }, () => signs[randomInt(signs.length)]).join('')

/**
 * A stranger asks for a room. The host answers; until then nobody has it. Price and place are the room's, not
 * the form's. Name and number are sealed, and go some days after the stay (REQUEST_DAYS).
 */
export const askForRoom = defineCommand('tourism.ask', AskForRoom, async (ctx, input) => {
  await ctx.authorize(canAskForRoom)
  if (input.arrivesOn < ctx.today) throw new Invalid([{ path: 'arrivesOn', code: 'day_in_past' }])
  ctx.note({ subjectId: input.id })
  if (input.website) return { id: input.id }
  const mark = ctx.sealer.signerFor('tourism.phone').sign(input.phone).slice(0, 32)
  const { rows } = await sql<{ answer: string }>`
    select tourism.ask(${input.id}::uuid, ${input.roomId}::uuid, ${input.arrivesOn}::date, ${input.leavesOn}::date, ${input.guests},
      ${ctx.sealer.seal(input.name)}, ${ctx.sealer.seal(input.phone)}, ${mark}, ${input.wish ?? null}, ${newCode()}, ${digestOf(input.link)},
      ${bookingConsent}, ${ctx.now()}, ${addDays(input.leavesOn, ctx.config.REQUEST_DAYS)}::date, ${mostOfOnePhone}) as answer`.execute(
    ctx.db,
  )
  const answer = rows[0]?.answer
  if (answer === 'no_room') throw new NotFound('tourism.no_room')
  if (answer === 'too_many_guests')
    throw new Invalid([{ path: 'guests', code: 'tourism_too_many_guests' }])
  if (answer === 'too_many') throw new RuleBroken('tourism.too_many')
  if (answer === 'taken') throw new Conflict('tourism.taken')
  if (answer === 'known') return { id: input.id }
  const { rows: hosts } = await sql<{ personId: string }>`
    select person_id from tourism.hosts_of(${input.roomId}::uuid) person_id`.execute(ctx.db)
  await tell(ctx, {
    personIds: hosts.map(({ personId }) => personId),
    kind: 'tourism.asked',
    href: '/tourism',
  })
  return { id: input.id }
})

/** The host answers; a room that somebody has in these nights is refused by the database, whoever asks when. */
export const answerBooking = defineCommand('tourism.answer', AnswerBooking, async (ctx, input) => {
  const { rows } = await sql<{ placeId: string; state: string }>`
    select place_id, state from tourism.booking where id = ${input.bookingId}::uuid for update`.execute(
    ctx.db,
  )
  const booking = rows[0]
  if (!booking) throw new NotFound('tourism.no_booking')
  await holdPlace(ctx, booking.placeId)
  if (booking.state === input.to) return { id: input.bookingId }
  const allowed =
    input.to === 'cancelled' ? booking.state === 'confirmed' : booking.state === 'asked'
  if (!allowed) throw new RuleBroken('tourism.settled')
  await orTaken(
    sql`update tourism.booking set state = ${input.to}, answer = ${input.answer ?? null}, settled_at = ${ctx.now()}
      where id = ${input.bookingId}::uuid`.execute(ctx.db),
  )
  return { id: input.bookingId }
})

/** The host takes nobody on these days. */
export const closeDays = defineCommand('tourism.close_days', CloseDays, async (ctx, input) => {
  const placeId = await placeOfRoom(ctx, input.roomId)
  const place = await holdPlace(ctx, placeId)
  await orTaken(
    sql`insert into tourism.booking (id, place_id, room_id, unit_id, kind, arrives_on, leaves_on, code, state, asked_at, settled_at)
      values (${input.id}, ${place.id}, ${input.roomId}, ${place.unitId}, 'closed', ${input.arrivesOn}, ${input.leavesOn}, ${newCode()},
              'confirmed', ${ctx.now()}, ${ctx.now()}) on conflict (id) do nothing`.execute(ctx.db),
  )
  return { id: input.id }
})

/** A guest cancels with their link; the room is free at once, name and number go. */
export const cancelByLink = defineCommand('tourism.cancel', CancelByLink, async (ctx, input) => {
  await ctx.authorize(canAskForRoom)
  const { rows } = await sql<{ unitId: string | null }>`
    select tourism.cancel(${digestOf(input.link)}, ${ctx.now()}) as unit_id`.execute(ctx.db)
  ctx.note({ unitId: rows[0]?.unitId ?? null })
  return { wasOpen: Boolean(rows[0]?.unitId) }
})

async function placeOfRoom(ctx: CommandContext, roomId: string): Promise<string> {
  const { rows } = await sql<{ placeId: string }>`
    select place_id from tourism.room where id = ${roomId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('tourism.no_room')
  return rows[0].placeId
}

async function orTaken(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    const { code } = (error ?? {}) as { code?: string }
    if (code === '23P01') throw new Conflict('tourism.taken')
    throw error
  }
}
