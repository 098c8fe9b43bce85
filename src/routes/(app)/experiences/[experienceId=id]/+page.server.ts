import { redirect } from '@sveltejs/kit'
import {
  canWriteAt,
  copyExperience,
  getExperience,
  markUseful,
} from '#modules/documents/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const experience = await getExperience(ctx, params.experienceId)
    const units = await listGrantedUnits(ctx, 'documents.write')
    return {
      experience,
      units: units.map(({ id, name }) => ({ value: id, label: name })),
      mayChange: await ctx.allows(canWriteAt(experience.unitId)),
      newId: uuidv7(),
    }
  })

const input = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  experienceId: event.params.experienceId,
})

export const actions = {
  useful: formAction(markUseful, { input }),
  copy: formAction(copyExperience, {
    input,
    done: ({ id }) => redirect(303, `/documents/${id}/edit`),
  }),
} satisfies Actions
