import { error } from '@sveltejs/kit'
import {
  accountCommands,
  findAccountOf,
  getPerson,
  mayManageAccount,
} from '#modules/members/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const person = await getPerson(ctx, params.personId)
    if (!(await mayManageAccount(ctx, person.id))) error(403, 'forbidden')
    const account = await findAccountOf(ctx, person.id)
    return {
      person: {
        id: person.id,
        fullName: person.fullName,
        phone: person.phone,
        email: person.email,
      },
      unit: await getUnit(ctx, person.unitId),
      account: account
        ? {
            isDisabled: account.isDisabled,
            lastSignedInAt: account.lastSignedInAt,
            hasSecondFactor: account.hasSecondFactor,
          }
        : null,
    }
  })

/** The commands need sign-in's own door, which a request brings along. */
const act = (which: keyof ReturnType<typeof accountCommands>) => (event: RequestEvent) => {
  const command = accountCommands(event.locals.identity.pool)[which]
  return formAction<typeof command.shape, { password: string | null }, RequestEvent>(command, {
    input: () => ({ personId: event.params.personId }),
  })(event)
}

export const actions = {
  open: act('open'),
  reset: act('reset'),
  disable: act('disable'),
  enable: act('enable'),
} satisfies Actions
