import { parseArgs } from 'node:util'
import * as m from '#paraglide/messages.js'
import { permissions } from '#platform/server/access/role-types.ts'
import { createApiToken, findLogin } from '#platform/server/identity/index.ts'
import { CliProblem, locale } from './output.ts'
import { withInstallation } from './with-installation.ts'

/** `xungkich token create --account … --name … --permissions a,b [--days n]`; the token is printed once. */
export async function tokenCreate(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      account: { type: 'string' },
      name: { type: 'string' },
      permissions: { type: 'string' },
      days: { type: 'string' },
    },
  })
  const { account, name } = values
  if (!account || !name || !values.permissions) throw new CliProblem(m.cli_token_usage({}, locale))
  const asked = values.permissions.split(',').map((one) => one.trim())
  const unknown = asked.filter((one) => !(permissions as readonly string[]).includes(one))
  if (unknown.length > 0) {
    throw new CliProblem(
      m.cli_permission_unknown(
        { unknown: unknown.join(', '), known: permissions.join(', ') },
        locale,
      ),
    )
  }
  const days = values.days === undefined ? undefined : Number(values.days)
  if (days !== undefined && !(days > 0)) throw new CliProblem(m.cli_token_usage({}, locale))
  await withInstallation(async ({ auth, owner }) => {
    const login = await findLogin(auth, { identifier: account })
    if (!login) throw new CliProblem(m.cli_account_unknown({ account }, locale))
    const { text, id } = await createApiToken(auth, {
      loginId: login.id,
      name,
      permissions: asked,
      expiresAt: days ? new Date(Date.now() + days * 86_400_000) : undefined,
    })
    await owner.query(
      `insert into audit.entry (command, subject_id, details) values ('cli.token_create', $1, $2)`,
      [login.id, { token: id, permissions: asked }],
    )
    console.log(m.cli_token_created({ name: login.name }, locale))
    console.log(text)
  })
}
