import { sql } from 'kysely'
import { getDocument } from '#modules/documents/server/index.ts'
import { getMeeting } from '#modules/meetings/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import {
  DecideApplication,
  OneApplication,
  SaveApplication,
  ScoreApplication,
} from '../../shapes.ts'
import { canDraft } from '../policy.ts'
import { findApplicationHeld, holdApplication, holdProgramme, holdRun } from '../programme-of.ts'
import { listPrincipals } from '../queries/venture.ts'
import { holdManaged, holdVenture, manages } from '../venture-of.ts'
import { enter } from './record-support.ts'

/** Writes an application for a venture that one keeps, as a draft or handed in; until it is scored it may be changed. */
export const saveApplication = defineCommand(
  'ventures.save_application',
  SaveApplication,
  async (ctx, input) => {
    const venture = await holdManaged(ctx, input.ventureId)
    const programme = await holdProgramme(ctx, input.programmeId)
    const found = await findApplicationHeld(ctx, input.id)
    if (found && (found.ventureId !== venture.id || found.programmeId !== programme.id))
      throw new RuleBroken('ventures.another_application')
    if (venture.state !== 'registered' || venture.endedOn !== null)
      throw new RuleBroken('ventures.not_registered')
    if (
      programme.state !== 'open' ||
      ctx.today < programme.opensOn ||
      ctx.today > programme.closesOn
    )
      throw new RuleBroken('ventures.not_open')
    if (input.amount > programme.mostEach)
      throw new Invalid([
        { path: 'amount', code: 'number_too_big', details: { limit: programme.mostEach } },
      ])
    const { rows } = await sql<{ below: boolean }>`
      select exists (select from access.reach r where r.ancestor_id = ${programme.unitId}::uuid and r.unit_id = ${venture.unitId}::uuid
        and r.valid_from <= ${ctx.today}::date and (r.valid_to is null or r.valid_to > ${ctx.today}::date)) as below`.execute(
      ctx.db,
    )
    if (!rows[0]?.below) throw new RuleBroken('ventures.not_for_this_place')
    const state = input.submit ? 'submitted' : 'draft'
    if (found) {
      if (found.state !== 'draft' && found.state !== 'submitted')
        throw new RuleBroken('ventures.decided_already')
      await sql`update ventures.application set amount = ${input.amount}, own_money = ${input.ownMoney ?? 0}, plan = ${input.plan}, state = ${state},
          submitted_at = case when ${state} = 'submitted' then coalesce(submitted_at, ${ctx.now()}) end, version = version + 1 where id = ${input.id}::uuid`.execute(
        ctx.db,
      )
    } else
      await sql`insert into ventures.application (id, programme_id, venture_id, unit_id, amount, own_money, plan, written_by, created_at)
        values (${input.id}, ${programme.id}, ${venture.id}, ${venture.unitId}, ${input.amount}, ${input.ownMoney ?? 0}, ${input.plan},
                ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
    if (!found && input.submit)
      await sql`update ventures.application set state = 'submitted', submitted_at = ${ctx.now()} where id = ${input.id}::uuid`.execute(
        ctx.db,
      )
    ctx.note({ unitId: venture.unitId, subjectId: input.id, details: { state } })
    return { id: input.id }
  },
)

/** Takes an application back, while nothing is decided. */
export const withdrawApplication = defineCommand(
  'ventures.withdraw_application',
  OneApplication,
  async (ctx, input) => {
    const application = await holdApplication(ctx, input.applicationId)
    await ctx.authorize(canDraft)
    if (!(await manages(ctx, application.ventureId))) throw new Forbidden()
    ctx.note({ unitId: application.unitId, subjectId: application.id })
    if (application.state === 'withdrawn') return { id: application.id }
    if (application.decidedOn) throw new RuleBroken('ventures.decided_already')
    await sql`update ventures.application set state = 'withdrawn' where id = ${application.id}::uuid`.execute(
      ctx.db,
    )
    return { id: application.id }
  },
)

/**
 * One of the committee scores an application, without seeing what the others gave; until the scores are laid
 * open they may think again. Nobody scores a venture of their own.
 */
export const scoreApplication = defineCommand(
  'ventures.score_application',
  ScoreApplication,
  async (ctx, input) => {
    const application = await holdApplication(ctx, input.applicationId)
    await ctx.authorize(canDraft)
    const { rows } = await sql<{
      may: boolean
      isOwn: boolean
      isScorer: boolean
      state: string
      unitId: string
    }>`
      select ventures.may_score(${application.id}::uuid) as may,
             ${application.ventureId}::uuid in (select ventures.mine()) as is_own,
             ${application.programmeId}::uuid in (select ventures.scored_by_me()) as is_scorer, p.state, p.unit_id
        from ventures.programme p where p.id = ${application.programmeId}::uuid`.execute(ctx.db)
    const it = rows[0]
    if (it?.isOwn) throw new Forbidden('ventures.own_venture')
    if (!it?.isScorer) throw new Forbidden()
    if (it.state !== 'scoring') throw new RuleBroken('ventures.not_scoring')
    if (!it.may) throw new RuleBroken('ventures.not_to_be_scored')
    const total = Object.values(input.scores).reduce((sum, one) => sum + one, 0)
    await sql`insert into ventures.score (application_id, programme_id, unit_id, scorer_id, scores, total, remark, given_at)
      values (${application.id}, ${application.programmeId}, ${it.unitId}, ${ctx.actor.personId ?? null}, ${JSON.stringify(input.scores)}::jsonb, ${total},
              ${input.remark ?? null}, ${ctx.now()})
      on conflict (application_id, scorer_id) do update set scores = excluded.scores, total = excluded.total, remark = excluded.remark, given_at = excluded.given_at`.execute(
      ctx.db,
    )
    ctx.note({ unitId: it.unitId, subjectId: application.id })
    return { id: application.id }
  },
)

/**
 * Writes down what a meeting, or a paper, decided. What is granted goes into the ledger of support as capital
 * in the same step; all that is granted stays within the programme's budget.
 */
export const decideApplication = defineCommand(
  'ventures.decide_application',
  DecideApplication,
  async (ctx, input) => {
    const application = await holdApplication(ctx, input.applicationId)
    const programme = await holdRun(ctx, application.programmeId)
    ctx.note({
      unitId: programme.unitId,
      subjectId: application.id,
      details: { verdict: input.verdict },
    })
    if (application.state === input.verdict) return { id: application.id }
    if (application.state !== 'submitted') throw new RuleBroken('ventures.decided_already')
    if (programme.state !== 'scored') throw new RuleBroken('ventures.not_laid_open')
    // What is named must be there, and the actor must be able to read it.
    if (input.meetingId) await getMeeting(ctx, input.meetingId)
    if (input.documentId) await getDocument(ctx, input.documentId)
    const { rows } = await sql<{ scores: number; spent: number }>`
      select (select count(*)::int from ventures.score where application_id = ${application.id}::uuid) as scores,
             coalesce((select sum(granted) from ventures.application where programme_id = ${programme.id}::uuid), 0)::bigint as spent`.execute(
      ctx.db,
    )
    const { scores = 0, spent = 0 } = rows[0] ?? {}
    if (scores < 2) throw new RuleBroken('ventures.too_few_scores')
    const granted = input.verdict === 'granted' ? (input.granted ?? 0) : null
    if (granted !== null && granted > Math.min(application.amount, programme.mostEach))
      throw new Invalid([
        {
          path: 'granted',
          code: 'number_too_big',
          details: { limit: Math.min(application.amount, programme.mostEach) },
        },
      ])
    if (granted !== null && spent + granted > programme.budget)
      throw new Invalid([
        { path: 'granted', code: 'number_too_big', details: { limit: programme.budget - spent } },
      ])
    await sql`update ventures.application set state = ${input.verdict}, granted = ${granted}, meeting_id = ${input.meetingId ?? null}, document_id = ${input.documentId ?? null},
        decided_on = ${ctx.today}, decided_by = ${ctx.actor.personId ?? null}, decision_note = ${input.note ?? null}, version = version + 1
      where id = ${application.id}::uuid`.execute(ctx.db)
    const venture = await holdVenture(ctx, application.ventureId)
    if (granted !== null)
      await enter(ctx, venture, {
        id: input.id,
        what: 'capital',
        givenBy: programme.name,
        givenOn: ctx.today,
        cost: granted,
        note: input.note,
        applicationId: application.id,
      })
    const people = await listPrincipals(ctx, venture.id)
    await tell(ctx, {
      personIds: people.flatMap(({ personId }) => (personId ? [personId] : [])),
      kind: input.verdict === 'granted' ? 'ventures.granted' : 'ventures.declined',
      params: { name: programme.name },
      href: `/ventures/register/${venture.id}`,
    })
    await ctx.emit('ventures.decided', { applicationId: application.id, verdict: input.verdict })
    return { id: application.id }
  },
)
