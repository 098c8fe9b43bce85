import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { limits } from '../../kinds.ts'
import { AddPhoto, RemovePhoto } from '../../shapes.ts'
import { holdPlace, indexPlace } from '../keep.ts'

/** Ties a photo that the store has already to a place, at the first seat that is free. The same id again changes nothing. */
export const addPhoto = defineCommand('tourism.add_photo', AddPhoto, async (ctx, input) => {
  const place = await holdPlace(ctx, input.placeId)
  // One after another: two at once would take the same seat.
  await sql`select from tourism.place where id = ${place.id}::uuid for update`.execute(ctx.db)
  const { rows } = await sql<{ id: string; seat: number }>`
    select id, seat from tourism.photo where place_id = ${place.id}::uuid`.execute(ctx.db)
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  const seats = Array.from({ length: limits.photos }, (_, index) => index + 1)
  const seat = seats.find((one) => !rows.some((row) => row.seat === one))
  if (seat === undefined) throw new RuleBroken('tourism.too_many_photos', { limit: limits.photos })
  await sql`insert into tourism.photo (id, place_id, unit_id, seat, caption, sha256, small_sha256, width, height, added_at)
    values (${input.id}, ${place.id}, ${place.unitId}, ${seat}, ${input.caption}, ${input.sha256}, ${input.smallSha256},
      ${input.width}, ${input.height}, ${ctx.now()})`.execute(ctx.db)
  await indexPlace(ctx, place.id)
  return { id: input.id }
})

/** Takes a photo away; the next one added takes its seat. */
export const removePhoto = defineCommand(
  'tourism.remove_photo',
  RemovePhoto,
  async (ctx, input) => {
    const { rows } = await sql<{ placeId: string }>`
    select place_id from tourism.photo where id = ${input.photoId}::uuid`.execute(ctx.db)
    if (!rows[0]) throw new NotFound('tourism.no_photo')
    const place = await holdPlace(ctx, rows[0].placeId)
    await sql`delete from tourism.photo where id = ${input.photoId}::uuid`.execute(ctx.db)
    await indexPlace(ctx, place.id)
    return { id: place.id }
  },
)
