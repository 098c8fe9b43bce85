import { redirect } from '@sveltejs/kit'
import { listCanOpen, listMyStalls, openStall } from '#modules/market/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const { ventures, units } = await listCanOpen(ctx)
    const options = (rows: { id: string; name: string }[]) =>
      rows.map(({ id, name }) => ({ value: id, label: name }))
    return {
      stalls: await listMyStalls(ctx),
      ventures: options(ventures),
      units: options(units),
      newId: uuidv7(),
    }
  })

export const actions = {
  open: formAction(openStall, {
    done: ({ id }) => redirect(303, `/stalls/${id}/settings`),
  }),
} satisfies Actions
