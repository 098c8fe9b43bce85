import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { MeetingKind } from '../plan.ts'

/** Plans a meeting straight in the tables, with a point on its agenda; by default on 15 June 2026 at 9. */
export async function aMeeting(
  database: TestDatabase,
  fields: { unitId: string; kind?: MeetingKind; on?: string; mode?: string; title?: string },
): Promise<{ id: string; itemId: string }> {
  const [id, itemId] = [uuidv7(), uuidv7()]
  const on = fields.on ?? '2026-06-15'
  await database.ownerPool.query(
    `insert into meetings.meeting (id, unit_id, kind, title, held_on, starts_at, place, mode, share_token)
     values ($1, $2, $3, $4, ($5::text)::date, ($5::text || 'T09:00:00+07:00')::timestamptz, 'Nhà văn hóa thôn', $6, $7)`,
    [
      id,
      fields.unitId,
      fields.kind ?? 'branch',
      fields.title ?? 'Sinh hoạt chi đoàn tháng 6',
      on,
      fields.mode ?? 'in_person',
      `token_${id.replaceAll('-', '')}`,
    ],
  )
  await database.ownerPool.query(
    `insert into meetings.agenda_item (id, meeting_id, unit_id, position, title, kind)
     values ($1, $2, $3, 1, 'Bàn công tác tháng tới', 'discussion')`,
    [itemId, id, fields.unitId],
  )
  return { id, itemId }
}
