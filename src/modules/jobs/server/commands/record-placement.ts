import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Forbidden, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { consentVersion } from '../../kinds.ts'
import { AnswerPlacement, OfPlacement, RecordPlacement } from '../../shapes.ts'
import { canApply, canRecordFor } from '../policy.ts'
import { applicantOf } from '../profile.ts'

/**
 * Somebody has found work: recorded by themselves, or by a secretary whom they told, with consent. It counts
 * at the unit where they are on that day, whatever becomes of the unit.
 */
export const recordPlacement = defineCommand(
  'jobs.record_placement',
  RecordPlacement,
  async (ctx, input) => {
    const personId = input.personId ?? ctx.actor.personId
    if (!personId) throw new Forbidden()
    const person = await applicantOf(ctx, personId)
    await ctx.authorize(canRecordFor(personId, person.unitId))
    ctx.note({ unitId: person.unitId, subjectId: input.id })
    const known = await sql`select from jobs.placement where id = ${input.id}::uuid`.execute(ctx.db)
    if (known.rows.length > 0) return { id: input.id }
    if (input.startedOn > ctx.today)
      throw new Invalid([{ path: 'startedOn', code: 'day_in_future' }])
    if (input.startedOn < addDays(ctx.today, -366))
      throw new Invalid([{ path: 'startedOn', code: 'jobs_too_long_ago' }])
    let vacancyId: string | null = null
    if (input.applicationId) {
      const { rows } = await sql<{ vacancyId: string; personId: string | null; state: string }>`
        select vacancy_id, person_id, state from jobs.application where id = ${input.applicationId}::uuid`.execute(
        ctx.db,
      )
      if (!rows[0] || rows[0].personId !== personId) throw new NotFound()
      if (rows[0].state !== 'hired') throw new RuleBroken('jobs.not_hired')
      vacancyId = rows[0].vacancyId
    }
    const twice = await sql`select from jobs.placement where person_id = ${personId}::uuid
      and (started_on = ${input.startedOn}::date or application_id = ${input.applicationId ?? null}::uuid)`.execute(
      ctx.db,
    )
    if (twice.rows.length > 0) throw new Conflict('jobs.placed_already')
    await ctx.db
      .insertInto('jobs.placement')
      .values({
        id: input.id,
        unitId: person.unitId,
        personId,
        applicationId: input.applicationId ?? null,
        vacancyId,
        employerName: input.employerName,
        job: input.job,
        place: input.place,
        isAbroad: input.isAbroad,
        startedOn: input.startedOn,
        consentTextVersion: consentVersion,
        consentMethod: personId === ctx.actor.personId ? 'self' : 'spoken',
        consentedAt: ctx.now(),
        recordedBy: ctx.actor.personId ?? personId,
      })
      .execute()
    return { id: input.id }
  },
)

/** After three months: whether they still work there. Not before, and once. */
export const answerPlacement = defineCommand(
  'jobs.answer_placement',
  AnswerPlacement,
  async (ctx, input) => {
    const { rows } = await sql<{
      id: string
      unitId: string
      personId: string
      askOn: string
      kept: boolean | null
    }>`select id, unit_id, person_id, ask_on, kept from jobs.placement where id = ${input.placementId}::uuid for update`.execute(
      ctx.db,
    )
    const placement = rows[0]
    if (!placement) throw new NotFound()
    await ctx.authorize(canRecordFor(placement.personId, placement.unitId))
    ctx.note({ unitId: placement.unitId, subjectId: placement.id, details: { kept: input.kept } })
    if (placement.kept !== null) return { id: placement.id }
    if (placement.askOn > ctx.today) throw new RuleBroken('jobs.not_three_months')
    await sql`update jobs.placement set kept = ${input.kept === 'yes'}, kept_on = ${ctx.today} where id = ${placement.id}::uuid`.execute(
      ctx.db,
    )
    return { id: placement.id }
  },
)

/** The person takes their consent back: the record goes, and with it what it counted for. */
export const removePlacement = defineCommand(
  'jobs.remove_placement',
  OfPlacement,
  async (ctx, input) => {
    await ctx.authorize(canApply)
    const { rows } = await sql<{
      unitId: string
    }>`delete from jobs.placement where id = ${input.placementId}::uuid
    and person_id = ${ctx.actor.personId ?? null}::uuid returning unit_id`.execute(ctx.db)
    if (!rows[0]) throw new NotFound()
    ctx.note({ unitId: rows[0].unitId, subjectId: input.placementId })
    return { id: input.placementId }
  },
)
