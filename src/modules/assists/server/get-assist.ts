import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { AssistRow } from './queries.ts'

/** One assist with where it came from and what became of it; never whom was helped. */
export interface AssistInFull extends AssistRow {
  unitId: string
  service: string
  procedure: string | null
  recordedBy: string
  recorderName: string | null
  receivedAt: Date
  /** Whether it came from a phone; a correction is made at a desk. */
  fromPhone: boolean
  undoneByName: string | null
  /** The record in whose place this one is, and the one in the place of this. */
  corrects: string | null
  correctedBy: string | null
}

/** An assist in full; one statement. Throws NotFound where there is none that the actor may see. */
export async function getAssist(ctx: Context, assistId: string): Promise<AssistInFull> {
  const name = ctx.locale === 'en' ? sql.ref('name_en') : sql.ref('name_vi')
  const { rows } = await sql<AssistInFull>`
    select a.id, a.activity_id, c.name as activity_name, a.unit_id, v.name as unit_name, a.service, a.procedure,
           (select ${name} from assists.service s where s.code = a.service) as service_name,
           (select ${name} from assists.procedure p where p.code = a.procedure) as procedure_name,
           a.outcome, a.people, a.happened_at, a.happened_on, a.received_at, a.device_id is not null as from_phone,
           a.recorded_by, r.full_name as recorder_name, a.undone_at, u.full_name as undone_by_name,
           a.corrects, n.id as corrected_by,
           exists (select from assists.callback b where b.assist_id = a.id) as has_callback
      from assists.assist a
      join campaigns.activity c on c.id = a.activity_id
      left join members.person r on r.id = a.recorded_by
      left join members.person u on u.id = a.undone_by
      left join assists.assist n on n.corrects = a.id
      left join lateral (select name from units.unit_version v where v.unit_id = a.unit_id
                          order by v.valid_from desc limit 1) v on true
     where a.id = ${assistId}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('assists.not_found')
  return rows[0]
}
