import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as m from '#paraglide/messages.js'
import {
  type Permission,
  permissions,
  type RoleType,
  type RoleTypeName,
  roleTypes,
  roleTypesWith,
} from '#platform/server/access/role-types.ts'
import { findLogin } from '#platform/server/identity/index.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { CliProblem, locale } from './output.ts'
import { withInstallation } from './with-installation.ts'

const types = Object.entries(roleTypes as Record<string, RoleType>)

/** The role types and their permissions as a Markdown table; what docs/permission-matrix.md holds. */
export function matrixAsMarkdown(): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    '# Who may do what',
    '',
    'Made by `xungkich access matrix --markdown` out of `src/platform/server/access/role-types.ts`; a test',
    'holds it to that. A permission counts at the unit of the role and at every unit below it.',
    '',
    line(['permission', ...types.map(([name]) => `\`${name}\``)]),
    line(['---', ...types.map(() => ':-:')]),
    ...permissions.map((permission) =>
      line([
        `\`${permission}\``,
        ...types.map(([, type]) => (type.may.includes(permission) ? '●' : '')),
      ]),
    ),
    line(['level of unit', ...types.map(([, type]) => type.level)]),
    line(['rank', ...types.map(([, type]) => String(type.rank))]),
    '',
  ].join('\n')
}

/** `xungkich access matrix [--markdown]`. */
export async function accessMatrix(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: { markdown: { type: 'boolean', default: false } },
  })
  if (values.markdown) {
    await writeFile(
      join(import.meta.dirname, '../../docs/permission-matrix.md'),
      matrixAsMarkdown(),
    )
    return
  }
  const width = Math.max(...permissions.map((permission) => permission.length))
  for (const [name, type] of types) {
    console.log(
      `${(messageNamed(`access_role_${name}`) ?? name).padEnd(28)} ${name} (${type.level})`,
    )
    for (const permission of permissions) {
      if (type.may.includes(permission)) console.log(`    ${permission.padEnd(width)}`)
    }
  }
}

interface Grant {
  roleType: RoleTypeName
  unitName: string
  validFrom: string
  validTo: string | null
  isNow: boolean
  carries: boolean
  reaches: boolean
}

/** `xungkich access explain ACCOUNT PERMISSION UNIT`: why somebody may do something there, or why not. */
export async function accessExplain(words: string[]): Promise<void> {
  const [account, permission, unit] = words
  if (!account || !permission || !unit) throw new CliProblem(m.cli_explain_usage({}, locale))
  if (!(permissions as readonly string[]).includes(permission)) {
    throw new CliProblem(
      m.cli_permission_unknown({ unknown: permission, known: permissions.join(', ') }, locale),
    )
  }
  await withInstallation(async ({ auth, owner }) => {
    const login = await findLogin(auth, { identifier: account })
    if (!login) throw new CliProblem(m.cli_account_unknown({ account }, locale))
    const { rows: units } = await owner.query<{ id: string; name: string }>(
      `select unit_id as id, name from units.unit_version
        where valid_to is null and (code = $1 or platform.searchable(name) = platform.searchable($1)) limit 2`,
      [unit],
    )
    const [place] = units
    if (!place || units.length > 1)
      throw new CliProblem(m.cli_unit_unknown({ unit, count: units.length }, locale))
    const { rows } = await owner.query<Grant>(
      `select r.role_type as "roleType", v.name as "unitName", r.valid_from as "validFrom", r.valid_to as "validTo",
              r.valid_from <= platform.today() and (r.valid_to is null or r.valid_to > platform.today()) as "isNow",
              exists (select from access.role_permission p where p.role_type = r.role_type and p.permission = $2) as carries,
              exists (select from access.reach a where a.unit_id = $3 and a.ancestor_id = r.unit_id
                       and (a.valid_to is null or a.valid_to > platform.today())) as reaches
         from access.role r join identity.login l on l.person_id = r.person_id
         left join lateral (select name from units.unit_version v where v.unit_id = r.unit_id
                             order by v.valid_from desc limit 1) v on true
        where l.id = $1 order by r.valid_from`,
      [login.id, permission, place.id],
    )
    const giving = rows.filter((role) => role.isNow && role.carries && role.reaches)
    const answer = giving.length > 0 ? m.cli_explain_may : m.cli_explain_may_not
    console.log(answer({ name: login.name, permission, unit: place.name }, locale))
    for (const role of rows) console.log(`  ${sentenceOf(role, place.name)}`)
    if (rows.length === 0) console.log(`  ${m.cli_explain_no_role({}, locale)}`)
    if (giving.length === 0) {
      console.log(
        m.cli_explain_needs({ roles: roleTypesWith(permission as Permission).join(', ') }, locale),
      )
    }
  })
}

function sentenceOf(role: Grant, place: string): string {
  const about = {
    role: messageNamed(`access_role_${role.roleType}`) ?? role.roleType,
    unit: role.unitName,
    from: role.validFrom,
    place,
  }
  if (!role.isNow) return m.cli_explain_over({ ...about, to: role.validTo ?? '…' }, locale)
  if (!role.carries) return m.cli_explain_does_not_carry(about, locale)
  if (!role.reaches) return m.cli_explain_does_not_reach(about, locale)
  return m.cli_explain_gives(about, locale)
}
