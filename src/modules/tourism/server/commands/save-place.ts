import { sql } from 'kysely'
import { digestOf, newLink } from '#modules/requests/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { OnePlace, SavePlace, SaveRoom, ShowPlace } from '../../shapes.ts'
import { askForKind, askForVenture, askToKeep, askToShow, holdPlace, indexPlace } from '../keep.ts'

/**
 * Enters a place, or changes what it says; where it is and whose it is stays. Hosts enter houses and guides of a
 * registered venture, in whatever commune; officers everything. Safe to repeat.
 */
export const savePlace = defineCommand('tourism.save_place', SavePlace, async (ctx, input) => {
  const { rows } = await sql<{
    id: string
  }>`select id from tourism.place where id = ${input.id}::uuid`.execute(ctx.db)
  const isKnown = rows.length > 0
  if (!isKnown && input.ventureId) await askForVenture(ctx, input.ventureId)
  await askToKeep(ctx, input.unitId, input.ventureId ?? null)
  await askForKind(ctx, input)
  if (isKnown) await holdPlace(ctx, input.id)
  else ctx.note({ unitId: input.unitId, subjectId: input.id })
  const price =
    input.price === undefined || !input.priceUnit ? [null, null] : [input.price, input.priceUnit]
  await sql`insert into tourism.place as p (id, kind, venture_id, unit_id, name, summary, story, village, latitude, longitude, phone,
      languages, months, starts_on, ends_on, price, price_unit, bank_bin, bank_account, created_by, created_at)
    values (${input.id}, ${input.kind}, ${input.ventureId ?? null}, ${input.unitId}, ${input.name}, ${input.summary}, ${input.story ?? null},
      ${input.village ?? null}, ${input.latitude ?? null}, ${input.longitude ?? null}, ${input.phone || null}, ${input.languages}::text[],
      ${input.months}::int[], ${input.startsOn ?? null}, ${input.endsOn ?? null}, ${price[0]}::bigint, ${price[1]}::text,
      ${input.bankBin ?? null}, ${input.bankAccount ?? null}, ${ctx.actor.personId ?? null}::uuid, ${ctx.now()})
    on conflict (id) do update set name = excluded.name, summary = excluded.summary, story = excluded.story, village = excluded.village,
      latitude = excluded.latitude, longitude = excluded.longitude, phone = excluded.phone, languages = excluded.languages,
      months = excluded.months, starts_on = excluded.starts_on, ends_on = excluded.ends_on, price = excluded.price,
      price_unit = excluded.price_unit, bank_bin = excluded.bank_bin, bank_account = excluded.bank_account`.execute(
    ctx.db,
  )
  await indexPlace(ctx, input.id)
  return { id: input.id }
})

/** Shows a place to everybody, with its venture, or takes it from sight; bookings that were confirmed stay. */
export const showPlace = defineCommand('tourism.show_place', ShowPlace, async (ctx, input) => {
  const place = await holdPlace(ctx, input.placeId)
  if (input.to === 'public') await askToShow(ctx, place.ventureId)
  await sql`update tourism.place set state = ${input.to}, published_at = coalesce(published_at, ${ctx.now()}) where id = ${place.id}::uuid`.execute(
    ctx.db,
  )
  await indexPlace(ctx, place.id)
  return { id: place.id }
})

/** Enters a room that can be asked for, or changes it; what was asked for before keeps its price. */
export const saveRoom = defineCommand('tourism.save_room', SaveRoom, async (ctx, input) => {
  const place = await holdPlace(ctx, input.placeId)
  await sql`insert into tourism.room (id, place_id, name, sleeps, price) values (${input.id}, ${place.id}, ${input.name}, ${input.sleeps}, ${input.price})
    on conflict (id) do update set name = excluded.name, sleeps = excluded.sleeps, price = excluded.price`.execute(
    ctx.db,
  )
  return { id: place.id }
})

/** A new address for the calendar of bookings; the old one opens nothing any more. Said this once. */
export const renewFeed = defineCommand('tourism.renew_feed', OnePlace, async (ctx, input) => {
  const place = await holdPlace(ctx, input.placeId)
  const link = newLink()
  await sql`update tourism.place set feed_digest = ${digestOf(link)} where id = ${place.id}::uuid`.execute(
    ctx.db,
  )
  return { link }
})
