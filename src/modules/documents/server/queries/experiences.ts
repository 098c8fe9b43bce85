import { sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { canReadExperiences } from '../policy.ts'

export interface ExperienceRow {
  id: string
  unitId: string
  unitName: string
  title: string
  problem: string
  tags: string[]
  sharedOn: IsoDay
  sharedByName: string
  useful: number
  copied: number
  isUsefulToMe: boolean
}
const columns = (ctx: Context) => sql`
  e.id, e.unit_id, v.name as unit_name, e.title, e.problem, e.tags, e.shared_on, e.shared_by_name, e.useful, e.copied,
  exists (select from documents.useful u where u.experience_id = e.id and u.person_id = ${ctx.actor.personId ?? null}) as is_useful_to_me`
const joins = sql`left join lateral ${versionOn(sql`e.unit_id`, sql`e.shared_on`)} on true`
const pageSize = 20

/** Experiences that hold all words typed, those found most useful first; a page of 20. One statement. */
export async function listExperiences(
  ctx: Context,
  query: {
    text?: string
    tag?: string | undefined
    order?: 'useful' | 'new'
    offset?: number
  } = {},
): Promise<{ rows: ExperienceRow[]; next: number | null }> {
  await ctx.authorize(canReadExperiences)
  const offset = query.offset ?? 0
  const { rows } = await sql<ExperienceRow>`
    select ${columns(ctx)} from documents.experience e ${joins}
     where (select coalesce(bool_and(e.search_text like '%' || w || '%'), true)
              from unnest(string_to_array(nullif(documents.words(${query.text ?? ''}), ''), ' ')) w)
       and (${query.tag ?? null}::text is null or ${query.tag ?? null} = any (e.tags))
     order by ${query.order === 'new' ? sql`e.shared_on desc` : sql`e.useful desc`}, e.id desc
     limit ${pageSize + 1} offset ${offset}`.execute(ctx.db)
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? offset + pageSize : null }
}

export interface Experience extends ExperienceRow {
  done: string
  result: string
  materials: string
}

/** An experience. Throws NotFound. */
export async function getExperience(ctx: Context, experienceId: string): Promise<Experience> {
  await ctx.authorize(canReadExperiences)
  const { rows } = await sql<Experience>`
    select ${columns(ctx)}, e.done, e.result, e.materials from documents.experience e ${joins}
     where e.id = ${experienceId}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('documents.experience_not_found')
  return rows[0]
}

/** The tags used most. */
export async function listTags(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from documents.experience e cross join unnest(e.tags) tag
     group by tag order by count(*) desc, tag collate "vi-x-icu" limit 12`.execute(ctx.db)
  return rows.map(({ tag }) => tag)
}
