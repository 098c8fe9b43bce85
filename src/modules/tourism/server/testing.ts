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
