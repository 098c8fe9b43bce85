import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addDays } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { consentVersion } from '../../kinds.ts'
import { Apply, ApplyFor, OfApplication, RequestCall } from '../../shapes.ts'
import { findOpenVacancy, type OpenVacancy } from '../hold.ts'
import { canApply, canAskForCall, canHelpAt } from '../policy.ts'
import { type Applicant, applicantOf, pageOf } from '../profile.ts'
import { tellDeciders } from '../tell.ts'
import { hashOf } from '../token.ts'

/** An application is deleted so many days after it was sent, whatever came of it. */
const daysKept = 365

async function openOrSaid(ctx: CommandContext, vacancyId: string): Promise<OpenVacancy> {
  const vacancy = await findOpenVacancy(ctx, vacancyId)
  if (!vacancy) throw new RuleBroken('jobs.vacancy_ended')
  return vacancy
}

async function isKnown(ctx: CommandContext, id: string) {
  const { rows } = await sql`select from jobs.application where id = ${id}::uuid`.execute(ctx.db)
  return rows.length > 0
}

async function send(
  ctx: CommandContext,
  vacancy: OpenVacancy,
  applicant: Applicant,
  more: { id: string; way: 'profile' | 'secretary'; note?: string | undefined; profile: unknown },
) {
  const { rows } = await sql`select from jobs.application
    where vacancy_id = ${vacancy.id}::uuid and person_id = ${applicant.personId}::uuid and state <> 'withdrawn'`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw new Conflict('jobs.applied_already')
  await ctx.db
    .insertInto('jobs.application')
    .values({
      id: more.id,
      vacancyId: vacancy.id,
      employerId: vacancy.employerId,
      unitId: applicant.unitId,
      way: more.way,
      personId: applicant.personId,
      name: applicant.name,
      phone: applicant.phone,
      profile: JSON.stringify(more.profile),
      note: more.note ?? null,
      sentBy: ctx.actor.personId ?? null,
      sentAt: ctx.now(),
      consentTextVersion: consentVersion,
      deleteAfter: addDays(ctx.today, daysKept),
    })
    .execute()
  ctx.note({ unitId: applicant.unitId, subjectId: more.id, details: { vacancyId: vacancy.id } })
  await tellDeciders(ctx, vacancy)
}

/** Somebody applies with the page that they have made of themselves; the employer reads it as it was sent. */
export const apply = defineCommand('jobs.apply', Apply, async (ctx, input) => {
  await ctx.authorize(canApply)
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  ctx.note({ subjectId: input.id })
  if (await isKnown(ctx, input.id)) return { id: input.id }
  const vacancy = await openOrSaid(ctx, input.vacancyId)
  const applicant = await applicantOf(ctx, personId)
  const profile = await pageOf(ctx, applicant)
  await send(ctx, vacancy, applicant, { id: input.id, way: 'profile', note: input.note, profile })
  return { id: input.id }
})

/** A branch secretary applies for somebody of their unit who told them to. */
export const applyFor = defineCommand('jobs.apply_for', ApplyFor, async (ctx, input) => {
  const applicant = await applicantOf(ctx, input.personId)
  await ctx.authorize(canHelpAt(applicant.unitId))
  ctx.note({ unitId: applicant.unitId, subjectId: input.id })
  if (await isKnown(ctx, input.id)) return { id: input.id }
  const vacancy = await openOrSaid(ctx, input.vacancyId)
  const { personId: _, unitId: __, phone: ___, ...facts } = applicant
  await send(ctx, vacancy, applicant, {
    id: input.id,
    way: 'secretary',
    note: input.note,
    profile: { ...facts, skills: input.skills ?? null },
  })
  return { id: input.id }
})

/** Where somebody without an account sees what became of it: of the request's id and the installation's secret, so that a repeat gets the same. */
const statusToken = (ctx: CommandContext, id: string): string =>
  hashOf(ctx.sealer.signerFor('jobs.application').sign(id)).subarray(0, 18).toString('base64url')

/**
 * Somebody asks to be called; with an account or without, a name and a number are enough. The same id again returns
 * the same to the same number only: employers know ids too. Throws Conflict for another number.
 */
export const requestCall = defineCommand('jobs.request_call', RequestCall, async (ctx, input) => {
  await ctx.authorize(canAskForCall)
  ctx.note({ subjectId: input.id, details: { vacancyId: input.vacancyId } })
  // As long as a token, and opens nothing.
  if (input.website) return { id: input.id, token: randomBytes(18).toString('base64url') }
  const token = statusToken(ctx, input.id)
  const { rows } = await sql<{
    answer: string
  }>`select jobs.request_call(${input.id}::uuid, ${input.vacancyId}::uuid,
    ${input.name}, ${input.phone}, ${input.note ?? null}, ${consentVersion}, ${hashOf(token)}, ${ctx.now()},
    ${addDays(ctx.today, daysKept)}::date) as answer`.execute(ctx.db)
  const answer = rows[0]?.answer
  if (answer === 'gone') throw new NotFound()
  if (answer === 'ended') throw new RuleBroken('jobs.vacancy_ended')
  if (answer === 'too_many') throw new RuleBroken('jobs.too_many_calls')
  if (answer === 'of_another') throw new Conflict('jobs.call_of_another')
  if (answer === 'stored') {
    const vacancy = await findOpenVacancy(ctx, input.vacancyId)
    if (vacancy) await tellDeciders(ctx, vacancy)
  }
  return { id: input.id, token }
})

/** The applicant takes it back: the employer sees it no more. */
export const withdrawApplication = defineCommand(
  'jobs.withdraw_application',
  OfApplication,
  async (ctx, input) => {
    await ctx.authorize(canApply)
    const { rows } = await sql<{
      unitId: string
    }>`update jobs.application set state = 'withdrawn', decided_at = ${ctx.now()}
      where id = ${input.applicationId}::uuid and person_id = ${ctx.actor.personId ?? null}::uuid
        and state in ('sent', 'seen', 'invited') returning unit_id`.execute(ctx.db)
    if (!rows[0]) throw new NotFound()
    ctx.note({ unitId: rows[0].unitId, subjectId: input.applicationId })
    return { id: input.applicationId }
  },
)
