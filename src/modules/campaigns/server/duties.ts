import { sql } from 'kysely'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

/**
 * What an activity asks of the actor: to go there today, to answer those who asked to join, to close it
 * after its day, or to remember it in the coming week; and where they asked to join and have no answer.
 */
export type DutyKind = 'today' | 'accept' | 'close' | 'soon' | 'asked'

export interface Duty {
  activityId: string
  name: string
  unitName: string
  heldOn: IsoDay
  kind: DutyKind
  /** How many asked to join and have no answer. */
  waiting: number
  /** Field mode lists the activity: the actor may record there. */
  records: boolean
}

/** Activities that were not closed are asked for this long. */
const daysBack = 60
const daysAhead = 7

/**
 * What activities ask of the actor, the most urgent first; one activity may ask two things; one statement. Organising is
 * asked of those whose own unit holds the activity, not of everybody above them.
 */
export async function listDuties(ctx: Context, limit = 8): Promise<Duty[]> {
  const { rows } = await sql<Duty>`
    select d.activity_id, d.name, v.name as unit_name, d.held_on, d.kind, d.waiting,
           d.unit_id in (select access.reachable('field.record')) as records
      from (
        select a.id as activity_id, a.name, a.unit_id, a.held_on, w.waiting, k.kind
          from campaigns.activity a
          left join campaigns.team_member t on t.activity_id = a.id and t.person_id = ${ctx.actor.personId ?? null}
         cross join lateral (select coalesce(t.state = 'accepted', false) as takes_part,
                                    a.unit_id in (select access.granted('field.record')) as records,
                                    a.unit_id in (select access.granted('campaigns.write')) as organises) o
         cross join lateral (select count(*)::int as waiting from campaigns.team_member m
                              where o.organises and m.activity_id = a.id and m.state = 'signed_up') w
         cross join lateral (values
           ('today', a.held_on = ${ctx.today} and (o.takes_part or o.records)),
           ('accept', a.held_on >= ${ctx.today} and w.waiting > 0),
           ('close', a.held_on < ${ctx.today} and o.organises),
           ('soon', a.held_on > ${ctx.today} and o.takes_part),
           ('asked', a.held_on >= ${ctx.today} and t.state = 'signed_up')) k (kind, applies)
         where a.state in ('planned', 'open') and k.applies
           and a.held_on >= ${addDays(ctx.today, -daysBack)}::date
           and (k.kind = 'asked' or a.held_on <= ${addDays(ctx.today, daysAhead)}::date)
      ) d
      left join lateral (select name from units.unit_version v where v.unit_id = d.unit_id
                          order by v.valid_from desc limit 1) v on true
     order by array_position(array['today', 'accept', 'close', 'soon', 'asked'], d.kind), d.held_on, d.activity_id
     limit ${limit}`.execute(ctx.db)
  return rows
}
