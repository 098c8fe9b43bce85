import { error, fail, redirect } from '@sveltejs/kit'
import { canWriteMembersOf, getPerson, updatePerson } from '#modules/members/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const person = await getPerson(ctx, params.personId)
    if (!(await ctx.allows(canWriteMembersOf(person.unitId)))) error(403, 'forbidden')
    return { person }
  })

/** A sensitive field that is left empty stays as it is: its content is not shown in the form. */
const withoutEmptySensitive = (fields: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) => !(['ethnicity', 'religion', 'partyStatus'].includes(key) && value === ''),
    ),
  )

const save = formAction(updatePerson, {
  input: (form, event: RequestEvent) => ({
    ...withoutEmptySensitive(readForm(form)),
    personId: event.params.personId,
  }),
  done: ({ id }) => redirect(303, `/members/${id}`),
})

export const actions = {
  /** Where somebody else was faster, their record comes along, to be compared and saved over knowingly. */
  default: async (event: RequestEvent) => {
    const answer = await save(event)
    if (!('status' in answer) || answer.data.code !== 'members.changed_meanwhile') return answer
    const latest = await event.locals.read((ctx) => getPerson(ctx, event.params.personId))
    return fail(answer.status, { ...answer.data, latest })
  },
} satisfies Actions
