import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

/**
 * What an activity asks of the actor: to go there today, to answer those who asked to join, to close it
 * after its day, or to remember it in the coming week.
 */
export type DutyKind = 'today' | 'accept' | 'close' | 'soon'

export interface Duty {
  activityId: string
  name: string
  unitName: string
  heldOn: IsoDay
  kind: DutyKind
  /** How many asked to join and have no answer. */
  waiting: number
}

/** Activities that were not closed are asked for this long. */
const daysBack = 60
const daysAhead = 7

/**
 * The activities that ask something of the actor, the most urgent first; one statement. Organising is
 * asked of those whose own unit holds the activity, not of everybody above them.
 */
export async function listDuties(ctx: Context, limit = 8): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select d.activity_id, d.name, v.name as unit_name, d.held_on, d.kind, d.waiting
      from (
        select a.id as activity_id, a.name, a.unit_id, a.held_on, w.waiting,
               case when a.held_on = ${ctx.today} and (t.state = 'accepted' or a.unit_id in (select access.granted('field.record'))) then 'today'
                    when w.waiting > 0 and a.held_on >= ${ctx.today} then 'accept'
                    when a.held_on < ${ctx.today} and o.organises then 'close'
                    when a.held_on > ${ctx.today} and t.state = 'accepted' then 'soon' end as kind
          from campaigns.activity a
          left join campaigns.team_member t on t.activity_id = a.id and t.person_id = ${ctx.actor.personId ?? null}
         cross join lateral (select a.unit_id in (select access.granted('campaigns.write')) as organises) o
         cross join lateral (select count(*)::int as waiting from campaigns.team_member m
                              where o.organises and m.activity_id = a.id and m.state = 'signed_up') w
         where a.state in ('planned', 'open')
           and a.held_on between ${addDays(ctx.today, -daysBack)}::date and ${addDays(ctx.today, daysAhead)}::date
           and (t.state = 'accepted' or o.organises or a.unit_id in (select access.granted('field.record')))
      ) d
      left join lateral (select name from units.unit_version v where v.unit_id = d.unit_id
                          order by v.valid_from desc limit 1) v on true
     where d.kind is not null
     order by array_position(array['today', 'accept', 'close', 'soon'], d.kind), d.held_on, d.activity_id
     limit ${limit}`.execute(ctx.db)
  return rows
}
