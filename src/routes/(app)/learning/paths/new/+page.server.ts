import { redirect } from '@sveltejs/kit'
import { canCheckSomewhere, listPublicCourses, openPath } from '#modules/learning/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { addDays } from '#platform/days.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canCheckSomewhere)
    return {
      units: (await listGrantedUnits(ctx, 'learning.check')).map(({ id, name }) => ({
        value: id,
        label: name,
      })),
      courses: await listPublicCourses(ctx),
      newId: uuidv7(),
      due: addDays(ctx.today, 60),
    }
  })

export const actions = {
  default: formAction(openPath, {
    input: (form) => ({ ...readForm(form), courseIds: form.getAll('courseIds') }),
    done: ({ id }) => redirect(303, `/learning/paths/${id}`),
  }),
} satisfies Actions
