import {
  canListMembers,
  endMemberships,
  recordCitizenApp,
  transferMembers,
} from '#modules/members/server/index.ts'
import { unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { isUuid } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ids = url.searchParams.getAll('people').filter(isUuid).slice(0, 1000)
  return locals.read(async (ctx) => {
    await ctx.authorize(canListMembers)
    const people =
      ids.length === 0
        ? []
        : await ctx.db
            .selectFrom('members.person')
            .select(['id', 'fullName', 'code'])
            .where('id', 'in', ids)
            .orderBy('givenName')
            .orderBy('fullName')
            .execute()
    return { people, today: ctx.today, selection: selectionOf(ids) }
  })
}

/** The address keeps who was chosen: a form that is sent comes back to the same people. */
const selectionOf = (ids: readonly string[]) =>
  new URLSearchParams(ids.map((id) => ['people', id])).toString()

const chosen = (form: FormData) => ({ ...readForm(form), personIds: form.getAll('personIds') })

export const actions = {
  transfer: formAction(transferMembers, {
    input: async (form, event: RequestEvent) => ({
      ...chosen(form),
      toUnitId: await event.locals.read((ctx) => unitFromForm(ctx, form, 'toUnitId')),
    }),
  }),
  end: formAction(endMemberships, { input: chosen }),
  app: formAction(recordCitizenApp, { input: chosen }),
} satisfies Actions
