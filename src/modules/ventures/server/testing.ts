import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { VentureKind } from '../kinds.ts'

/**
 * Enters a venture straight in the tables, with its standing and, where `leaderId` is given, the person
 * behind it, who manages it; by default a registered household business since 2024. Returns its id.
 */
export async function aVenture(
  database: TestDatabase,
  fields: {
    /** A commune. */
    unitId: string
    leaderId?: string
    kind?: VentureKind
    name?: string
    field?: string
    place?: string
    summary?: string
    needs?: string[]
    workers?: number
    state?: 'draft' | 'registered'
    foundedOn?: string
    endedOn?: string
    isPublic?: boolean
    showsName?: boolean
    phone?: string
    ideaId?: string
    createdBy?: string
  },
): Promise<string> {
  const id = uuidv7()
  const state = fields.state ?? 'registered'
  const kind = fields.kind ?? 'household'
  await database.ownerPool.query(
    `insert into ventures.venture (id, unit_id, kind, name, field, stage, place, summary, needs, workers, state, published_on, phone, idea_id, created_by)
     values ($1, $2, $3, $4, $5, 'steady', $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      id,
      fields.unitId,
      kind,
      fields.name ?? 'Hộ chè Shan tuyết Vàng Thị Mỷ',
      fields.field ?? 'crops',
      fields.place ?? null,
      fields.summary ?? null,
      fields.needs ?? [],
      fields.workers ?? null,
      state,
      fields.isPublic ? '2026-01-01' : null,
      fields.phone ?? null,
      fields.ideaId ?? null,
      fields.createdBy ?? fields.leaderId ?? null,
    ],
  )
  await database.ownerPool.query(
    `insert into ventures.standing (id, venture_id, unit_id, kind, valid_from, valid_to, counts) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      uuidv7(),
      id,
      fields.unitId,
      kind,
      fields.foundedOn ?? '2024-01-01',
      fields.endedOn ?? null,
      state === 'registered',
    ],
  )
  if (fields.leaderId)
    await database.ownerPool.query(
      `insert into ventures.principal (id, venture_id, unit_id, person_id, role, manages, shows_name) values ($1, $2, $3, $4, 'leader', true, $5)`,
      [uuidv7(), id, fields.unitId, fields.leaderId, fields.showsName ?? false],
    )
  return id
}
