import { redirect } from '@sveltejs/kit'
import {
  answerPlacement,
  canHelpSomewhere,
  listPlacements,
  listUnitApplications,
  recordPlacement,
} from '#modules/jobs/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    if (!(await ctx.allows(canHelpSomewhere))) throw new Forbidden()
    return {
      applications: await listUnitApplications(ctx),
      placements: await listPlacements(ctx, 'units'),
      today: ctx.today,
      newId: uuidv7(),
      done: url.searchParams.get('done'),
    }
  })

export const actions = {
  found: formAction(recordPlacement, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      personId: await event.locals.read((ctx) => personFromForm(ctx, form)),
    }),
    done: () => redirect(303, '/recruitment/people?done=found'),
  }),
  kept: formAction(answerPlacement, {
    done: () => redirect(303, '/recruitment/people?done=found'),
  }),
} satisfies Actions
