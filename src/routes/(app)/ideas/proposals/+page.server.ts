import { redirect } from '@sveltejs/kit'
import {
  canScreenSomewhere,
  confirmProposal,
  discardProposal,
  listProposals,
  listPublicUnits,
} from '#modules/ideas/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canScreenSomewhere)
    const proposals = await listProposals(ctx)
    const communes = [
      ...new Set(
        proposals.filter(({ unitLevel }) => unitLevel === 'commune').map(({ unitId }) => unitId),
      ),
    ]
    const branches: Record<string, { value: string; label: string }[]> = {}
    for (const commune of communes)
      branches[commune] = (await listPublicUnits(ctx, commune)).map(({ unitId, name }) => ({
        value: unitId,
        label: name,
      }))
    return { proposals: proposals.map((one) => ({ ...one, newPersonId: uuidv7() })), branches }
  })

export const actions = {
  confirm: formAction(confirmProposal, { done: ({ id }) => redirect(303, `/ideas/${id}`) }),
  discard: formAction(discardProposal),
} satisfies Actions
