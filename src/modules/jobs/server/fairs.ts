import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

export interface ComingActivity {
  id: string
  name: string
  heldOn: IsoDay
  /** Whether the vacancy is offered at it already. */
  isOffered: boolean
}

/** Activities to come of units at which the actor organises, at which a vacancy may be offered; the next first. */
export async function listComingActivities(
  ctx: Context,
  vacancyId: string,
): Promise<ComingActivity[]> {
  const { rows } = await sql<ComingActivity>`
    select a.id, a.name, a.held_on, f.vacancy_id is not null as is_offered
      from campaigns.activity a
      left join jobs.fair_vacancy f on f.activity_id = a.id and f.vacancy_id = ${vacancyId}::uuid
     where a.held_on >= ${ctx.today}::date and a.state in ('planned', 'open')
       and a.unit_id in (select access.reachable('campaigns.write'))
     order by f.vacancy_id is null, a.held_on, a.name collate "vi-x-icu" limit 100`.execute(ctx.db)
  return rows
}
