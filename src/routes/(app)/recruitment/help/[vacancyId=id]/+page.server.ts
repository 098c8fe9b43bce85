import { error, redirect } from '@sveltejs/kit'
import { applyFor, canHelpSomewhere, getPublicVacancies } from '#modules/jobs/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    if (!(await ctx.allows(canHelpSomewhere))) throw new Forbidden()
    const [vacancy] = await getPublicVacancies(ctx, [params.vacancyId])
    if (!vacancy) error(404, { message: 'not_found', code: 'not_found' })
    return { vacancy: { id: vacancy.id, title: vacancy.title }, newId: uuidv7() }
  })

export const actions = {
  default: formAction(applyFor, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      vacancyId: event.params.vacancyId,
      personId: await event.locals.read((ctx) => personFromForm(ctx, form)),
    }),
    done: () => redirect(303, '/recruitment/people?done=applied'),
  }),
} satisfies Actions
