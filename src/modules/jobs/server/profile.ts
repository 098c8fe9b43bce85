import { sql } from 'kysely'
import { getPerson } from '#modules/members/server/index.ts'
import { findUnit } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { RuleBroken } from '#platform/server/errors.ts'

/** Who applies, out of the register. */
export interface Applicant {
  personId: string
  unitId: string
  name: string
  phone: string
  birthYear: number | null
  place: string | null
  education: string | null
}

/** Throws NotFound where the actor may not read the person, RuleBroken where nobody could call them. */
export async function applicantOf(ctx: Context, personId: string): Promise<Applicant> {
  const person = await getPerson(ctx, personId)
  if (!person.phone) throw new RuleBroken('jobs.person_without_phone')
  return {
    personId,
    unitId: person.unitId,
    name: person.fullName,
    phone: person.phone,
    birthYear: person.birthYear,
    place: (await findUnit(ctx, person.unitId))?.name ?? null,
    education: person.education,
  }
}

export interface Profile {
  headline: string | null
  education: string | null
  skills: string | null
  languages: string | null
  experience: string | null
  wishes: string | null
}

/** What the actor says of themselves. */
export async function findMyProfile(ctx: Context): Promise<Profile | undefined> {
  const { rows } = await sql<Profile>`
    select headline, education, skills, languages, experience, wishes from jobs.profile
     where person_id = ${ctx.actor.personId ?? null}::uuid`.execute(ctx.db)
  return rows[0]
}

/** One page of somebody, as it is sent with an application. */
export interface ProfilePage extends Partial<Profile> {
  name: string
  birthYear: number | null
  place: string | null
}

/** The page of the actor themselves: the register's facts, and what they say. */
export async function pageOf(ctx: Context, applicant: Applicant): Promise<ProfilePage> {
  const own = await findMyProfile(ctx)
  return {
    name: applicant.name,
    birthYear: applicant.birthYear,
    place: applicant.place,
    ...own,
    education: own?.education ?? applicant.education,
  }
}
