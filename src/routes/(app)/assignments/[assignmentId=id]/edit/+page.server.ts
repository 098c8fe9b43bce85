import { redirect } from '@sveltejs/kit'
import {
  canGiveAt,
  changeAssignment,
  getAssignment,
  nameOfOwner,
} from '#modules/assignments/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const assignment = await getAssignment(ctx, params.assignmentId)
    await ctx.authorize(canGiveAt(assignment.unitId))
    return { assignment, ownerName: await nameOfOwner(ctx, assignment.ownerId) }
  })

export const actions = {
  default: formAction(changeAssignment, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      assignmentId: event.params.assignmentId,
      ownerId: await event.locals.read((ctx) => personFromForm(ctx, form, 'ownerId')),
    }),
    done: () => redirect(303, '/assignments?show=given'),
  }),
} satisfies Actions
