import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { DeliveryFilter } from '../../kinds.ts'

export interface DeliveryRow {
  id: string
  unitId: string | null
  /** The unit, or the person where the actor may know their name. */
  name: string | null
  parentName: string | null
  sentAt: Date
  receivedAt: Date | null
  readAt: Date | null
  readByName: string | null
}

const filters = {
  all: sql`true`,
  unread: sql`s.read_at is null`,
  received: sql`s.received_at is not null and s.read_at is null`,
  read: sql`s.read_at is not null`,
} satisfies Record<DeliveryFilter, unknown>
const pageSize = 50

/** Who was sent a paper and has it, in Vietnamese order; a page of 50. One statement. */
export async function listDeliveries(
  ctx: Context,
  query: { documentId: string; filter: DeliveryFilter; text?: string; offset?: number },
): Promise<{ rows: DeliveryRow[]; next: number | null }> {
  const offset = query.offset ?? 0
  const text = query.text?.trim() ?? ''
  const { rows } = await sql<DeliveryRow>`
    select s.id, s.unit_id, coalesce(v.name, p.full_name) as name, parent.name as parent_name, s.sent_at,
           s.received_at, s.read_at, r.full_name as read_by_name
      from documents.delivery s
      left join lateral (select u.name, u.parent_id from units.unit_version u where u.unit_id = s.unit_id
                          order by u.valid_from <= s.sent_at::date desc, u.valid_from desc limit 1) v on true
      left join lateral (select u.name from units.unit_version u where u.unit_id = v.parent_id
                          order by u.valid_from <= s.sent_at::date desc, u.valid_from desc limit 1) parent on true
      left join members.person p on p.id = s.person_id
      left join members.person r on r.id = s.read_by
     where s.document_id = ${query.documentId} and ${filters[query.filter]}
       and (${text} = '' or platform.searchable(coalesce(v.name, p.full_name)) like '%' || platform.searchable(${text}) || '%')
     order by coalesce(v.name, p.full_name) collate "vi-x-icu", s.id
     limit ${pageSize + 1} offset ${offset}`.execute(ctx.db)
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? offset + pageSize : null }
}

export interface DeliveryCounts {
  sent: number
  received: number
  read: number
}

/** How many were sent a paper, have received it, have read it. */
export async function countDeliveries(ctx: Context, documentId: string): Promise<DeliveryCounts> {
  const { rows } = await sql<DeliveryCounts>`
    select count(*)::int as sent, count(coalesce(received_at, read_at))::int as received, count(read_at)::int as read
      from documents.delivery where document_id = ${documentId}`.execute(ctx.db)
  return rows[0] ?? { sent: 0, received: 0, read: 0 }
}

/** The actor's own part: deliveries to them or to units where they keep papers themselves. */
export async function findOwnDelivery(ctx: Context, documentId: string) {
  const { rows } = await sql<{ id: string; receivedAt: Date | null; readAt: Date | null }>`
    select s.id, s.received_at, s.read_at from documents.delivery s
     where s.document_id = ${documentId}
       and (s.person_id = ${ctx.actor.personId ?? null} or s.unit_id in (select access.granted('documents.write')))
     order by s.read_at nulls first limit 1`.execute(ctx.db)
  return rows[0]
}

/** How many papers were sent to the actor, or to a unit where they keep papers themselves, and are not read. */
export async function countUnreadPapers(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from documents.delivery s
     where s.read_at is null
       and (s.person_id = ${ctx.actor.personId ?? null} or s.unit_id in (select access.granted('documents.write')))`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}
