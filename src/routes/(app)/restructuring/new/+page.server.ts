import { redirect } from '@sveltejs/kit'
import { canDraftSomewhere, openDraft } from '#modules/restructuring/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mostUnits = 20

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canDraftSomewhere)
    const [own] = await listGrantedUnits(ctx, 'units.write')
    return { own: own && { id: own.id, name: own.name }, newId: uuidv7() }
  })

/** The units of all pickers, each once; those left empty are left out. */
const scopeOf = (form: FormData, event: RequestEvent) =>
  event.locals.read(async (ctx) => {
    const ids = new Set<string>()
    for (let row = 0; row < mostUnits; row++) {
      const id = await unitFromForm(ctx, form, `scope${row}`)
      if (id) ids.add(id)
    }
    return [...ids]
  })

export const actions = {
  default: formAction(openDraft, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      scopeIds: await scopeOf(form, event),
    }),
    done: ({ id }) => redirect(303, `/restructuring/${id}`),
  }),
} satisfies Actions
