import { error, redirect } from '@sveltejs/kit'
import { planMeeting } from '#modules/meetings/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const [unit] = await listGrantedUnits(ctx, 'meetings.run')
    if (!unit) error(403, 'forbidden')
    return { unit, today: ctx.today, newId: uuidv7() }
  })

export const actions = {
  default: formAction(planMeeting, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
    }),
    done: ({ id }) => redirect(303, `/meetings/${id}`),
  }),
} satisfies Actions
