import { parseArgs } from 'node:util'
import { z } from 'zod'
import { admitMember, grantOffice } from '#modules/members/server/index.ts'
import * as m from '#paraglide/messages.js'
import { dayOf } from '#platform/days.ts'
import { readPhone } from '#platform/phone.ts'
import { type RoleTypeName, roleTypes } from '#platform/server/access/role-types.ts'
import { DomainError } from '#platform/server/errors.ts'
import {
  checkPassword,
  createAccount,
  findLogin,
  oneTimePassword,
} from '#platform/server/identity/index.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { asOperator } from './as-operator.ts'
import { unitMeant } from './find-unit.ts'
import { CliProblem, locale, UsageProblem } from './output.ts'
import { inWords } from './refusal.ts'

/**
 * `xungkich user create`: enters a person into the register of a unit, gives them the office named
 * and opens their account. Without --password a one-time one is printed, to be changed at sign-in.
 */
export async function userCreate(words: string[]): Promise<void> {
  const wanted = read(words)
  const password = wanted.password ?? oneTimePassword()
  try {
    checkPassword(password)
    await asOperator(async ({ app, asking, identityPool }) => {
      const { phone, email } = wanted
      for (const identifier of [phone, email]) {
        if (identifier && (await findLogin(identityPool, { identifier })))
          throw new CliProblem(m.cli_account_exists({ identifier }, locale))
      }
      const unit = await app.read(asking, (ctx) => unitMeant(ctx, wanted.unit))
      const level = wanted.role ? roleTypes[wanted.role].level : 'any'
      if (level !== 'any' && level !== unit.level)
        throw new CliProblem(
          m.cli_role_elsewhere({ role: wanted.role ?? '', unit: unit.name }, locale),
        )
      const personId = uuidv7()
      const today = dayOf(new Date())
      const admitted = { id: personId, unitId: unit.id, fullName: wanted.name, joinedOn: today }
      await app.run(asking, admitMember, { ...admitted, phone, email, confirmed: true })
      if (wanted.role) {
        const role = { personId, roleType: wanted.role, unitId: unit.id, from: today }
        await app.run(asking, grantOffice, role)
      }
      const mustChangePassword = wanted.password === undefined
      const account = { personId, name: wanted.name, phone, email, password, mustChangePassword }
      await createAccount(identityPool, account)
      console.log(m.cli_account_opened({ name: wanted.name, unit: unit.name }, locale))
      if (mustChangePassword) console.log(m.cli_one_time_password({ password }, locale))
    })
  } catch (error) {
    throw error instanceof DomainError ? new CliProblem(inWords(error)) : error
  }
}

const Wanted = z.object({
  name: z.string().trim().min(1),
  phone: z.string().refine(readPhone).optional(),
  email: z.email().optional(),
  role: z.enum(Object.keys(roleTypes) as [RoleTypeName, ...RoleTypeName[]]).optional(),
  unit: z.string().trim().min(1),
  password: z.string().optional(),
})

function read(words: string[]) {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: words,
      options: { name: text, phone: text, email: text, role: text, unit: text, password: text },
    })
    const wanted = Wanted.parse(values)
    if (wanted.phone || wanted.email) return wanted
  } catch {
    // Whatever is missing or wrong, the same lines show how it is written.
  }
  throw new UsageProblem(
    m.cli_usage_user_create({ roles: Object.keys(roleTypes).join(', ') }, locale),
  )
}
