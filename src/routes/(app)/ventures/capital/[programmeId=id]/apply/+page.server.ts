import { redirect } from '@sveltejs/kit'
import {
  getProgramme,
  listManaged,
  listOwnApplications,
  saveApplication,
} from '#modules/ventures/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const own = await listOwnApplications(ctx)
    return {
      programme: await getProgramme(ctx, params.programmeId),
      ventures: await listManaged(ctx),
      draft:
        own.find(
          (one) =>
            one.programmeId === params.programmeId && ['draft', 'submitted'].includes(one.state),
        ) ?? null,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(saveApplication, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      programmeId: event.params.programmeId,
    }),
    done: () => redirect(303, '/ventures/capital'),
  }),
} satisfies Actions
