import { sql } from 'kysely'
import type { IsoDay } from '../../days.ts'
import { uuidv7 } from '../../uuid.ts'
import type { CommandContext } from '../command.ts'
import { Forbidden, NotFound, RuleBroken } from '../errors.ts'
import { type RoleType, type RoleTypeName, roleTypes } from './role-types.ts'
import { may } from './sentence.ts'

export interface RoleGrant {
  personId: string
  roleType: RoleTypeName
  unitId: string
  validFrom: IsoDay
  /** The first day on which it no longer holds; open where absent. */
  validTo?: IsoDay | null
  decisionNo?: string | null
}

/**
 * Gives a person a role at a unit for a time. A role of the same type there that overlaps is
 * lengthened instead of doubled. Who organises at a unit may make volunteers for a time; every other
 * role is given by who may grant there and stands higher than it; the database holds to the same
 * (migration access-hold-ranks). Throws Forbidden, `access.rank_too_high`, and `access.wrong_level` where the role belongs to another level of unit.
 */
export async function grantRole(
  ctx: CommandContext,
  grant: RoleGrant,
): Promise<{ roleId: string }> {
  const type: RoleType = roleTypes[grant.roleType]
  await authorizeGrant(ctx, grant)
  await checkLevel(ctx, grant, type)
  const validTo = grant.validTo ?? null
  const overlapping = await ctx.db
    .selectFrom('access.role')
    .select(['id', 'validFrom', 'validTo'])
    .where('personId', '=', grant.personId)
    .where('roleType', '=', grant.roleType)
    .where('unitId', '=', grant.unitId)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>=', grant.validFrom)]))
    .where((e) => (validTo ? e('validFrom', '<=', validTo) : e.lit(true)))
    .orderBy('validFrom')
    .execute()
  ctx.note({
    unitId: grant.unitId,
    subjectId: grant.personId,
    details: { role: grant.roleType, from: grant.validFrom, to: validTo },
  })
  if (overlapping[0]) {
    await lengthen(ctx, overlapping, { from: grant.validFrom, to: validTo })
    return { roleId: overlapping[0].id }
  }
  const roleId = uuidv7(ctx.now().getTime())
  await ctx.db
    .insertInto('access.role')
    .values({
      id: roleId,
      personId: grant.personId,
      roleType: grant.roleType,
      unitId: grant.unitId,
      validFrom: grant.validFrom,
      validTo,
      decisionNo: grant.decisionNo ?? null,
      grantedBy: ctx.actor.personId ?? null,
    })
    .execute()
  return { roleId }
}

/**
 * Ends a role: `on` is the first day on which it no longer holds. One that has not begun by then is
 * taken back. Throws NotFound where the actor sees no such role.
 */
export async function endRole(
  ctx: CommandContext,
  input: { roleId: string; on: IsoDay },
): Promise<void> {
  const role = await ctx.db
    .selectFrom('access.role')
    .select(['id', 'personId', 'roleType', 'unitId', 'validFrom', 'validTo'])
    .where('id', '=', input.roleId)
    .executeTakeFirst()
  if (!role) throw new NotFound('access.role_not_found')
  if (role.validTo !== null && role.validTo <= input.on) return
  await authorizeGrant(ctx, { ...role, roleType: role.roleType as RoleTypeName, validTo: input.on })
  if (role.validFrom >= input.on)
    await ctx.db.deleteFrom('access.role').where('id', '=', role.id).execute()
  else
    await ctx.db
      .updateTable('access.role')
      .set({ validTo: input.on })
      .where('id', '=', role.id)
      .execute()
  ctx.note({
    unitId: role.unitId,
    subjectId: role.personId,
    details: { role: role.roleType, endedOn: input.on },
  })
}

interface Period {
  id: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** Lengthens roles that overlap a period so that together they hold all through it; their history stays. */
async function lengthen(
  ctx: CommandContext,
  roles: readonly Period[],
  period: { from: IsoDay; to: IsoDay | null },
) {
  for (const [index, role] of roles.entries()) {
    const next = roles[index + 1]
    const from = index === 0 && period.from < role.validFrom ? period.from : role.validFrom
    const lasts = role.validTo === null || (period.to !== null && role.validTo >= period.to)
    const to = next ? next.validFrom : lasts ? role.validTo : period.to
    if (from === role.validFrom && to === role.validTo) continue
    await ctx.db
      .updateTable('access.role')
      .set({ validFrom: from, validTo: to })
      .where('id', '=', role.id)
      .execute()
  }
}

async function authorizeGrant(
  ctx: CommandContext,
  grant: Pick<RoleGrant, 'roleType' | 'unitId' | 'validTo'>,
): Promise<void> {
  const isVolunteer = grant.roleType === 'field_volunteer' && grant.validTo != null
  if (isVolunteer && (await ctx.allows(may('campaigns.write').within(grant.unitId)))) return
  await ctx.authorize(may('roles.grant').within(grant.unitId))
  if (ctx.actor.kind === 'system') return
  const { rows } = await sql<{ rank: number }>`
    select access.rank_over(${grant.unitId}, 'roles.grant') as rank`.execute(ctx.db)
  if ((rows[0]?.rank ?? 0) <= roleTypes[grant.roleType].rank)
    throw new Forbidden('access.rank_too_high')
}

async function checkLevel(ctx: CommandContext, grant: RoleGrant, type: RoleType): Promise<void> {
  if (type.level === 'any') return
  const unit = await ctx.db
    .selectFrom('units.unitVersion')
    .select('level')
    .where('unitId', '=', grant.unitId)
    .orderBy('validFrom', 'desc')
    .executeTakeFirst()
  if (unit?.level !== type.level) throw new RuleBroken('access.wrong_level', { level: type.level })
}
