import { redirect } from '@sveltejs/kit'
import { findMentor, saveMentor } from '#modules/ventures/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const mentor = await findMentor(ctx, params.mentorId)
    if (!mentor?.mayChange) throw new NotFound('ventures.mentor_not_found')
    return { mentor }
  })

export const actions = {
  default: formAction(saveMentor, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), id: event.params.mentorId }),
    done: () => redirect(303, '/ventures/mentors'),
  }),
} satisfies Actions
