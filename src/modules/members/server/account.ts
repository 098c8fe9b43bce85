import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { may } from '#platform/server/access/sentence.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden, NotFound, RuleBroken } from '#platform/server/errors.ts'
import {
  createAccount,
  oneTimePassword,
  setDisabled,
  setPassword,
} from '#platform/server/identity/index.ts'
import { getPerson } from './queries.ts'

export interface PersonAccount {
  loginId: string
  isDisabled: boolean
  lastSignedInAt: Date | null
  hasSecondFactor: boolean
}

/** Whether a person can sign in, and when they last did; nothing where they have no account. */
export async function findAccountOf(
  ctx: Context,
  personId: string,
): Promise<PersonAccount | undefined> {
  const { rows } = await sql<PersonAccount>`
    select * from access.account_of(${personId})`.execute(ctx.db)
  return rows[0]
}

/** Whether the actor manages this person's account: the right reaches them and they stand lower. */
export async function mayManageAccount(ctx: Context, personId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select access.manages_account(${personId}) as may`.execute(ctx.db)
  return rows[0]?.may ?? false
}

/** Asks the policy, and only then says who the person is and what account they have. */
async function managed(ctx: CommandContext, personId: string) {
  const person = await getPerson(ctx, personId)
  await ctx.authorize(may('accounts.manage').within(person.unitId))
  if (!(await mayManageAccount(ctx, personId))) throw new Forbidden('access.rank_too_high')
  ctx.note({ unitId: person.unitId, subjectId: personId })
  return { person, account: await findAccountOf(ctx, personId) }
}

async function managedAccount(ctx: CommandContext, personId: string): Promise<PersonAccount> {
  const { account } = await managed(ctx, personId)
  if (!account) throw new NotFound('access.account_not_found')
  return account
}

const OfPerson = z.object({ personId: z.uuid() })

/**
 * What an officer does to the accounts of those below. Sign-in's tables are reached by its own role,
 * after the policy was asked; a new password is returned once and kept only as a hash.
 */
export const accountCommands = (identity: pg.Pool) => ({
  /** Opens an account under the phone or e-mail of the register, with a one-time password. */
  open: defineCommand('access.open_account', OfPerson, async (ctx, { personId }) => {
    const { person } = await managed(ctx, personId)
    const { phone, email } = person
    if (!phone && !email) throw new RuleBroken('access.no_phone')
    const password = oneTimePassword()
    await createAccount(identity, {
      personId,
      name: person.fullName,
      phone: phone ?? undefined,
      email: email ?? undefined,
      password,
      mustChangePassword: true,
    })
    return { password }
  }),
  /** Gives a new one-time password and ends all sessions. */
  reset: defineCommand('access.reset_password', OfPerson, async (ctx, { personId }) => {
    const { loginId } = await managedAccount(ctx, personId)
    const password = oneTimePassword()
    await setPassword(identity, loginId, password, { mustChange: true })
    return { password }
  }),
  disable: defineCommand('access.disable_account', OfPerson, async (ctx, { personId }) => {
    const { loginId } = await managedAccount(ctx, personId)
    await setDisabled(identity, loginId, true)
    return { password: null }
  }),
  enable: defineCommand('access.enable_account', OfPerson, async (ctx, { personId }) => {
    const { loginId } = await managedAccount(ctx, personId)
    await setDisabled(identity, loginId, false)
    return { password: null }
  }),
})
