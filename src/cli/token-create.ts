import { parseArgs } from 'node:util'
import { z } from 'zod'
import * as m from '#paraglide/messages.js'
import { permissions } from '#platform/server/access/role-types.ts'
import { createApiToken, findLogin } from '#platform/server/identity/index.ts'
import { asOperator } from './as-operator.ts'
import { CliProblem, locale, UsageProblem } from './output.ts'

const Wanted = z.object({
  account: z.string().trim().min(1),
  name: z.string().trim().min(1).max(100),
  permissions: z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .pipe(z.array(z.enum(permissions)).min(1)),
  days: z.coerce.number().int().min(1).max(3650).optional(),
})

/** `xungkich token create`: an API token that acts as an account with no more than the permissions named. */
export async function tokenCreate(words: string[]): Promise<void> {
  const wanted = read(words)
  await asOperator(async ({ identityPool }) => {
    const login = await findLogin(identityPool, { identifier: wanted.account })
    if (!login) throw new CliProblem(m.cli_account_unknown({ identifier: wanted.account }, locale))
    const { text } = await createApiToken(identityPool, {
      loginId: login.id,
      name: wanted.name,
      permissions: wanted.permissions,
      expiresAt: wanted.days ? new Date(Date.now() + wanted.days * 86_400_000) : undefined,
    })
    console.log(m.cli_token_made({ name: login.name }, locale))
    console.log(text)
  })
}

function read(words: string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: words,
      options: { account: text, name: text, permissions: text, days: text },
    })
    return Wanted.parse(values)
  } catch {
    throw new UsageProblem(
      m.cli_usage_token_create({ permissions: permissions.join(', ') }, locale),
    )
  }
}
