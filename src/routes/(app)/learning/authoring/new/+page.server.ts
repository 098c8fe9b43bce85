import { redirect } from '@sveltejs/kit'
import { beginCourse, canWriteSomewhere } from '#modules/learning/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canWriteSomewhere)
    return {
      units: (await listGrantedUnits(ctx, 'learning.write')).map(({ id, name }) => ({
        value: id,
        label: name,
      })),
      newId: uuidv7(),
      versionId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(beginCourse, {
    done: ({ versionId }) => redirect(303, `/learning/authoring/${versionId}`),
  }),
} satisfies Actions
