import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as m from '#paraglide/messages.js'
import { type RoleType, type RoleTypeName, roleTypes } from '#platform/server/access/role-types.ts'
import { DomainError } from '#platform/server/errors.ts'
import { createAccount } from '#platform/server/identity/index.ts'
import { errorText } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { CliProblem, locale } from './output.ts'
import { withInstallation } from './with-installation.ts'

/** A password that can be read out on the telephone: four groups without letters that look alike. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 3 }, () => 'abcdefghkmnpqrstuvwxyz23456789'[randomInt(30)]).join(''),
  ).join('-')

/** `xungkich user create --name … --phone … --role … --unit …`: a person with an account and an office. */
export async function userCreate(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      name: { type: 'string' },
      phone: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
      password: { type: 'string' },
    },
  })
  const { name, role, unit } = values
  if (!name || !unit || !(values.phone || values.email))
    throw new CliProblem(m.cli_user_usage({}, locale))
  if (role && !(role in roleTypes)) {
    throw new CliProblem(
      m.cli_role_unknown({ role, known: Object.keys(roleTypes).join(', ') }, locale),
    )
  }
  await withInstallation(async ({ owner, auth }) => {
    const { rows } = await owner.query<{ id: string; level: string; name: string }>(
      `select unit_id as id, level, name from units.unit_version
        where valid_to is null and (code = $1 or platform.searchable(name) = platform.searchable($1)) limit 2`,
      [unit],
    )
    const [found] = rows
    if (!found || rows.length > 1)
      throw new CliProblem(m.cli_unit_unknown({ unit, count: rows.length }, locale))
    const type: RoleType | undefined = role ? roleTypes[role as RoleTypeName] : undefined
    if (type && type.level !== 'any' && type.level !== found.level) {
      throw new CliProblem(m.cli_role_level({ role: role ?? '', level: type.level }, locale))
    }
    const personId = uuidv7()
    const password = values.password ?? oneTimePassword()
    await owner.query(
      `with person as (
         insert into members.person (id, unit_id, standing, full_name) values ($1, $2, 'youth', $3))
       insert into members.membership (id, person_id, unit_id, kind, valid_from, reason_in)
       select $4, $1, $2, 'youth', platform.today(), 'admitted'`,
      [personId, found.id, name.normalize('NFC').trim(), uuidv7()],
    )
    try {
      await createAccount(auth, {
        personId,
        name,
        phone: values.phone,
        email: values.email,
        password,
        mustChangePassword: true,
      })
    } catch (error) {
      await owner.query('delete from members.membership where person_id = $1', [personId])
      await owner.query('delete from members.person where id = $1', [personId])
      if (error instanceof DomainError) throw new CliProblem(errorText(error.code))
      throw error
    }
    if (role) {
      await owner.query(
        `insert into access.role (id, person_id, role_type, unit_id, valid_from) values ($1, $2, $3, $4, platform.today())`,
        [uuidv7(), personId, role, found.id],
      )
    }
    await owner.query(
      `insert into audit.entry (command, unit_id, subject_id, details) values ('cli.user_create', $1, $2, $3)`,
      [found.id, personId, { role: role ?? null }],
    )
    console.log(m.cli_user_created({ name, unit: found.name, password }, locale))
  })
}
