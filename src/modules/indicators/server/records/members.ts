import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { pageOf, readCursor } from './cursor.ts'
import { defaultSize, type MemberRecord, type Page, type RecordsAsked } from './types.ts'
import { standsUnder, unitNameOn } from './under.ts'

/**
 * The members of a unit on a day, in Vietnamese order; with the digital-citizen app, without it, or
 * all. Walks the index of names, so that the first page costs the same in a branch and a province.
 * Those whose person the actor may not read (they have moved away since) come last, without a name.
 */
export async function listMembers(ctx: Context, asked: RecordsAsked): Promise<Page<MemberRecord>> {
  const size = asked.size ?? defaultSize
  const after = readCursor(asked.cursor)
  const amongHidden = after?.[0] === hiddenMark
  const seen = amongHidden ? [] : await listSeen(ctx, asked, size + 1, after)
  const hidden =
    seen.length > size
      ? []
      : await listHidden(ctx, asked, size + 1 - seen.length, amongHidden ? after?.[1] : undefined)
  return pageOf([...seen, ...hidden], size, (row) =>
    row.name === null ? [hiddenMark, row.id] : [row.name, row.personId],
  )
}

/** No name sorts by this. */
const hiddenMark = '\u0001'

const columns = (asked: RecordsAsked) => sql`
  m.id, m.person_id, ${unitNameOn(sql`m.unit_id`, sql`${asked.on}::date`)} as unit_name, m.valid_from as since, m.citizen_app_on`

const isMember = (asked: RecordsAsked) => sql<boolean>`
  m.kind = 'member' and m.valid_from <= ${asked.on} and (m.valid_to is null or m.valid_to > ${asked.on})
  and ${standsUnder(asked, sql`m.unit_id`, asked.on)} and ${withApp(asked)}`

function withApp({ indicator, on }: RecordsAsked) {
  if (indicator === 'members_with_citizen_app') return sql`m.citizen_app_on <= ${on}`
  if (indicator === 'members_without_citizen_app' || indicator === 'citizen_app_share') {
    return sql`(m.citizen_app_on is null or m.citizen_app_on > ${on})`
  }
  return sql`true`
}

async function listSeen(
  ctx: Context,
  asked: RecordsAsked,
  limit: number,
  after?: readonly [string, string],
): Promise<MemberRecord[]> {
  const { rows } = await sql<MemberRecord>`
    select ${columns(asked)}, p.full_name as name, p.code
      from members.person p join members.membership m on m.person_id = p.id
     where ${isMember(asked)} and ${after ? sql`(p.given_name, p.full_name, p.id) > (platform.given_name(${after[0]}), ${after[0]}, ${after[1]}::uuid)` : sql`true`}
     order by p.given_name, p.full_name, p.id limit ${limit}`.execute(ctx.db)
  return rows
}

async function listHidden(
  ctx: Context,
  asked: RecordsAsked,
  limit: number,
  after?: string,
): Promise<MemberRecord[]> {
  const { rows } = await sql<MemberRecord>`
    select ${columns(asked)}, null as name, null as code
      from members.membership m
     where ${isMember(asked)} and not (select access.reaches_all('members.read'))
       and not exists (select from members.person p where p.id = m.person_id)
       and ${after ? sql`m.id > ${after}::uuid` : sql`true`}
     order by m.id limit ${limit}`.execute(ctx.db)
  return rows
}
