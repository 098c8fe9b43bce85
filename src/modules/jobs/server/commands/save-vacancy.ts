import { sql } from 'kysely'
import type { z } from 'zod'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Forbidden, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { OfVacancy, SaveVacancy } from '../../shapes.ts'
import { findVacancyRow, holdEmployer, holdVacancy } from '../hold.ts'
import { canOfferAt } from '../policy.ts'
import { tellCheckers } from '../tell.ts'

/** The employer in whose name is written: an outsider's own, or the one that an officer names. */
async function employerFor(ctx: CommandContext, named: string | undefined) {
  if (ctx.actor.kind !== 'outsider') return named
  const { rows } = await sql<{ id: string | null }>`select jobs.my_employer() as id`.execute(ctx.db)
  const own = rows[0]?.id
  if (!own) throw new Forbidden()
  if (named && named !== own) throw new NotFound()
  return own
}

function factsOf(input: z.output<typeof SaveVacancy>) {
  const fees = input.isAbroad ? JSON.stringify(input.fees) : null
  const only = <T>(value: T | undefined) => (input.isAbroad ? (value ?? null) : null)
  return {
    title: input.title,
    description: input.description,
    field: input.field,
    isAbroad: input.isAbroad,
    country: only(input.country),
    place: input.place,
    salaryFrom: input.salaryFrom,
    salaryTo: input.salaryTo,
    hours: input.hours,
    language: input.language,
    housing: input.housing,
    housingNote: input.housingNote ?? null,
    slots: input.slots,
    requirements: input.requirements ?? null,
    benefits: input.benefits ?? null,
    endsOn: input.endsOn,
    contactName: input.contactName ?? null,
    contactPhone: input.contactPhone ?? null,
    contactOther: input.contactOther ?? null,
    licensedBy: only(input.licensedBy),
    licenceNo: only(input.licenceNo),
    contract: only(input.contract),
    contractMonths: only(input.contractMonths),
    fees,
  }
}

/** Writes a vacancy down, or changes it before it is checked; complete from the start, so that nothing is asked twice. */
export const saveVacancy = defineCommand('jobs.save_vacancy', SaveVacancy, async (ctx, input) => {
  const known = await findVacancyRow(ctx, input.id)
  const employerId = (await employerFor(ctx, input.employerId)) ?? known?.employerId
  if (!employerId) throw new Invalid([{ path: 'employerId', code: 'required' }])
  const employer = await holdEmployer(ctx, employerId)
  await ctx.authorize(canOfferAt(employer.unitId))
  if (known && known.employerId !== employer.id) throw new NotFound()
  if (employer.state === 'refused') throw new RuleBroken('jobs.employer_refused')
  if (input.endsOn < ctx.today) throw new Invalid([{ path: 'endsOn', code: 'jobs_end_past' }])
  const facts = factsOf(input)
  if (!known) {
    await ctx.db
      .insertInto('jobs.vacancy')
      .values({
        id: input.id,
        employerId: employer.id,
        unitId: employer.unitId,
        createdOn: ctx.today,
        ...facts,
      })
      .execute()
  } else {
    if (input.version === undefined) {
      // The same request once more.
      ctx.note({ unitId: employer.unitId, subjectId: input.id })
      return { id: input.id }
    }
    if (!['draft', 'refused'].includes(known.state)) throw new RuleBroken('jobs.not_changeable')
    if (known.version !== input.version) throw new Conflict('jobs.changed_meanwhile')
    await ctx.db
      .updateTable('jobs.vacancy')
      .set({ ...facts, state: 'draft', version: known.version + 1 })
      .where('id', '=', input.id)
      .execute()
  }
  ctx.note({ unitId: employer.unitId, subjectId: input.id })
  return { id: input.id }
})

/** Hands a vacancy to the officers who check it; the text stays as it is from here on. */
export const sendVacancy = defineCommand('jobs.send_vacancy', OfVacancy, async (ctx, input) => {
  const vacancy = await holdVacancy(ctx, input.vacancyId)
  await ctx.authorize(canOfferAt(vacancy.unitId))
  ctx.note({ unitId: vacancy.unitId, subjectId: vacancy.id })
  if (vacancy.state === 'waiting') return { id: vacancy.id }
  if (vacancy.state !== 'draft') throw new RuleBroken('jobs.not_changeable')
  await sql`update jobs.vacancy set state = 'waiting', sent_on = ${ctx.today}, reason = null, version = version + 1
    where id = ${vacancy.id}::uuid`.execute(ctx.db)
  await tellCheckers(ctx, vacancy.unitId, {
    kind: 'jobs.vacancy_waits',
    params: { title: vacancy.title },
    href: `/recruitment/vacancies/${vacancy.id}`,
  })
  return { id: vacancy.id }
})
