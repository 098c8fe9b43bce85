import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'

/** A public homestay with one room, straight in the tables. */
export async function aHomestay(
  database: TestDatabase,
  given: {
    unitId: string
    ventureId?: string
    state?: 'draft' | 'public' | 'hidden'
    price?: number
  },
): Promise<{ placeId: string; roomId: string }> {
  const [placeId, roomId] = [uuidv7(), uuidv7()]
  await database.ownerPool.query(
    `insert into tourism.place (id, kind, venture_id, unit_id, name, summary, state, published_at, bank_bin, bank_account)
     values ($1, 'homestay', $2, $3, 'Nhà cổ Pả Vi', 'Nhà trình tường dưới chân Mã Pì Lèng', $4, now(), '970436', '0123456789')`,
    [placeId, given.ventureId ?? null, given.unitId, given.state ?? 'public'],
  )
  await database.ownerPool.query(
    `insert into tourism.room (id, place_id, name, sleeps, price) values ($1, $2, 'Phòng đôi', 2, $3)`,
    [roomId, placeId, given.price ?? 350_000],
  )
  return { placeId, roomId }
}

/** A photo of a place at a seat, straight in the tables; the store has no such file. Returns its id. */
export async function aPhotoOf(database: TestDatabase, placeId: string, seat = 1): Promise<string> {
  const id = uuidv7()
  await database.ownerPool.query(
    `insert into tourism.photo (id, place_id, unit_id, seat, caption, sha256, small_sha256, width, height, added_at)
     select $1, p.id, p.unit_id, $3, 'Hiên nhà nhìn ra núi', repeat('1', 64), repeat('2', 64), 1600, 1200, now() from tourism.place p where p.id = $2`,
    [id, placeId, seat],
  )
  return id
}
