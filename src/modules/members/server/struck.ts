import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

/** A stay that was entered by mistake: kept to be seen, counted nowhere. */
export interface StruckStay {
  id: string
  unitId: string
  unitName: string
  kind: 'member' | 'youth'
  validFrom: IsoDay
  decisionNo: string | null
  struckAt: Date
  /** The stay that goes on instead, where a transfer was the mistake. */
  reopenedId: string | null
}

/** A person's struck stays, the last struck first. */
export async function listStruckStays(ctx: Context, personId: string): Promise<StruckStay[]> {
  const { rows } = await sql<StruckStay>`
    select s.id, s.unit_id, v.name as unit_name, s.kind, s.valid_from, s.decision_no, s.struck_at, s.reopened_id
      from members.struck_membership s
      left join lateral (select name from units.unit_version v where v.unit_id = s.unit_id
                          order by v.valid_from desc limit 1) v on true
     where s.person_id = ${personId} order by s.struck_at desc, s.valid_from desc`.execute(ctx.db)
  return rows
}
