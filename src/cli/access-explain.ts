import { sql } from 'kysely'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { type Permission, permissions, roleTypesWith } from '#platform/server/access/role-types.ts'
import type { Context } from '#platform/server/context.ts'
import { findLogin } from '#platform/server/identity/index.ts'
import { asOperator } from './as-operator.ts'
import { type NamedUnit, unitMeant } from './find-unit.ts'
import { CliProblem, locale, UsageProblem } from './output.ts'
import { named } from './words.ts'

interface Held {
  roleType: string
  unitName: string
  validFrom: string
  validTo: string | null
  carries: boolean
  /** The units from the office's down to the one asked about; nothing where it does not reach it. */
  path: string[] | null
}

/** `xungkich access explain ACCOUNT PERMISSION UNIT`: why somebody may do something there, or not. */
export async function accessExplain(words: string[]): Promise<void> {
  const [identifier, wanted, unitText, ...more] = words
  const permission = permissions.find((one) => one === wanted)
  if (!identifier || !permission || !unitText || more.length > 0)
    throw new UsageProblem(
      m.cli_usage_access_explain({ permissions: permissions.join(', ') }, locale),
    )
  await asOperator(async ({ app, asking, identityPool }) => {
    const login = await findLogin(identityPool, { identifier })
    if (!login) throw new CliProblem(m.cli_account_unknown({ identifier }, locale))
    const { rows } = await identityPool.query<{ personId: string | null; disabled: boolean }>(
      'select person_id as "personId", disabled_at is not null as disabled from identity.login where id = $1',
      [login.id],
    )
    const account = rows[0]
    const [unit, held, today] = await app.read(asking, async (ctx) => {
      const found = await unitMeant(ctx, unitText)
      return [
        found,
        await rolesOf(ctx, account?.personId ?? null, permission, found),
        ctx.today,
      ] as const
    })
    const now = held.filter((role) => role.validFrom <= today && !hasEnded(role, today))
    const reasons = now.filter((role) => role.carries && role.path)
    const may = reasons.length > 0 && !account?.disabled
    const told = {
      name: login.name,
      permission: `${permission} (${named(`access_permission_${permission}`, locale.locale)})`,
      unit: unit.name,
    }
    console.log(may ? m.cli_explain_may(told, locale) : m.cli_explain_may_not(told, locale))
    if (account?.disabled) console.log(`  ${m.cli_explain_disabled({}, locale)}`)
    if (held.length === 0) console.log(`  ${m.cli_explain_no_role({}, locale)}`)
    for (const role of may ? reasons : held) console.log(`  ${inWords(role, today, unit)}`)
    if (!may) console.log(`  ${m.cli_explain_roles_with({ roles: namesWith(permission) }, locale)}`)
  })
}

const namesWith = (permission: Permission) =>
  roleTypesWith(permission)
    .map((name) => named(`access_role_${name}`, locale.locale))
    .join(', ')

const hasEnded = (role: Held, today: string) => role.validTo !== null && role.validTo <= today

function inWords(role: Held, today: string, unit: NamedUnit): string {
  const told = {
    role: named(`access_role_${role.roleType}`, locale.locale),
    at: role.unitName,
    since: writtenDay(role.validFrom),
  }
  if (role.validTo && hasEnded(role, today))
    return m.cli_explain_ended({ ...told, until: writtenDay(role.validTo) }, locale)
  if (role.validFrom > today) return m.cli_explain_not_begun(told, locale)
  if (!role.carries) return m.cli_explain_not_carried(told, locale)
  if (!role.path) return m.cli_explain_out_of_reach({ ...told, unit: unit.name }, locale)
  return m.cli_explain_because({ ...told, path: role.path.join(' › ') }, locale)
}

async function rolesOf(
  ctx: Context,
  personId: string | null,
  permission: Permission,
  unit: NamedUnit,
): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select r.role_type, r.valid_from, r.valid_to,
           (select name from units.unit_version v where v.unit_id = r.unit_id
             order by v.valid_from desc limit 1) as unit_name,
           exists (select from access.role_permission p
                    where p.role_type = r.role_type and p.permission = ${permission}) as carries,
           (select array_agg(v.name order by above.depth desc)
              from access.reach here
              join access.reach above on above.unit_id = here.unit_id and above.depth <= here.depth
               and above.readable_from <= ${ctx.today} and (above.readable_to is null or above.readable_to > ${ctx.today})
              join lateral (select name from units.unit_version v where v.unit_id = above.ancestor_id
                             order by v.valid_from desc limit 1) v on true
             where here.unit_id = ${unit.id} and here.ancestor_id = r.unit_id
               and here.readable_from <= ${ctx.today} and (here.readable_to is null or here.readable_to > ${ctx.today})) as path
      from access.role r join access.role_type t on t.name = r.role_type
     where r.person_id = ${personId}
     order by r.valid_to is not null, t.rank desc, r.valid_from desc`.execute(ctx.db)
  return rows
}
