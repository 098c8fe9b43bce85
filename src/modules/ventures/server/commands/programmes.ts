import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { LeaveOutScorer, NameScorer, OpenProgramme, TurnProgramme } from '../../shapes.ts'
import { canKeepAt } from '../policy.ts'
import { holdRun } from '../programme-of.ts'

/** Opens a programme of capital, or changes it while nobody scores yet. Budget and the most for each in đồng. */
export const openProgramme = defineCommand(
  'ventures.open_programme',
  OpenProgramme,
  async (ctx, input) => {
    const found = await sql`select from ventures.programme where id = ${input.id}::uuid`.execute(
      ctx.db,
    )
    if (found.rows.length > 0) {
      const programme = await holdRun(ctx, input.id)
      if (programme.state !== 'open') throw new RuleBroken('ventures.scoring_began')
      await sql`update ventures.programme set name = ${input.name}, purpose = ${input.purpose}, budget = ${input.budget}, most_each = ${input.mostEach},
          opens_on = ${input.opensOn}, closes_on = ${input.closesOn}, version = version + 1 where id = ${input.id}::uuid`.execute(
        ctx.db,
      )
      ctx.note({ unitId: programme.unitId, subjectId: input.id })
      return { id: input.id }
    }
    await ctx.authorize(canKeepAt(input.unitId))
    await sql`insert into ventures.programme (id, unit_id, name, purpose, budget, most_each, opens_on, closes_on, created_by, created_at)
      values (${input.id}, ${input.unitId}, ${input.name}, ${input.purpose}, ${input.budget}, ${input.mostEach}, ${input.opensOn}, ${input.closesOn},
              ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
    ctx.note({ unitId: input.unitId, subjectId: input.id })
    return { id: input.id }
  },
)

/** Names somebody of the committee. They are told of it, and score by themselves. */
export const nameScorer = defineCommand('ventures.name_scorer', NameScorer, async (ctx, input) => {
  const programme = await holdRun(ctx, input.programmeId)
  if (programme.state !== 'open' && programme.state !== 'scoring')
    throw new RuleBroken('ventures.scoring_over')
  await sql`insert into ventures.scorer (programme_id, unit_id, person_id)
    values (${programme.id}, ${programme.unitId}, ${input.personId}) on conflict do nothing`.execute(
    ctx.db,
  )
  ctx.note({ unitId: programme.unitId, subjectId: programme.id })
  await tell(ctx, {
    personIds: [input.personId],
    kind: 'ventures.scorer_named',
    params: { name: programme.name },
    href: `/ventures/capital/${programme.id}`,
  })
  return { id: programme.id }
})

/** Leaves somebody out of the committee, before it scores. */
export const leaveOutScorer = defineCommand(
  'ventures.leave_out_scorer',
  LeaveOutScorer,
  async (ctx, input) => {
    const programme = await holdRun(ctx, input.programmeId)
    if (programme.state !== 'open') throw new RuleBroken('ventures.scoring_began')
    const gone =
      await sql`delete from ventures.scorer where programme_id = ${programme.id}::uuid and person_id = ${input.personId}::uuid`.execute(
        ctx.db,
      )
    if (!gone.numAffectedRows) throw new NotFound('ventures.person_not_found')
    ctx.note({ unitId: programme.unitId, subjectId: programme.id })
    return { id: programme.id }
  },
)

const before = { scoring: 'open', scored: 'scoring', decided: 'scored' } as const

/** From taking applications to scoring, to laying the scores open, to the end. Only forward: what was laid open stays so. */
export const turnProgramme = defineCommand(
  'ventures.turn_programme',
  TurnProgramme,
  async (ctx, input) => {
    const programme = await holdRun(ctx, input.programmeId)
    ctx.note({ unitId: programme.unitId, subjectId: programme.id, details: { to: input.to } })
    if (programme.state === input.to) return { id: programme.id }
    if (programme.state !== before[input.to]) throw new RuleBroken('ventures.step_skipped')
    const { rows } = await sql<{ scorers: number; waiting: number; thin: number }>`
      select (select count(*)::int from ventures.scorer where programme_id = ${programme.id}::uuid) as scorers,
             (select count(*)::int from ventures.application where programme_id = ${programme.id}::uuid and state = 'submitted') as waiting,
             coalesce((select min(p.scored)::int from ventures.scoring_progress(${programme.id}::uuid) p where p.to_score > 0), 0) as thin`.execute(
      ctx.db,
    )
    const { scorers = 0, waiting = 0, thin = 0 } = rows[0] ?? {}
    if (input.to === 'scoring' && scorers < 2) throw new RuleBroken('ventures.two_scorers')
    if (input.to === 'scored' && waiting > 0 && thin === 0)
      throw new RuleBroken('ventures.nobody_scored')
    if (input.to === 'decided' && waiting > 0) throw new RuleBroken('ventures.still_undecided')
    await sql`update ventures.programme set state = ${input.to}, version = version + 1 where id = ${programme.id}::uuid`.execute(
      ctx.db,
    )
    return { id: programme.id }
  },
)
