import { redirect } from '@sveltejs/kit'
import { compareTrees } from '#modules/restructuring/index.ts'
import { frameOf, getDraft, readPlan } from '#modules/restructuring/server/index.ts'
import type { PageServerLoad } from './$types'

const sides = ['before', 'after'] as const

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}/apply`)
    const found = await readPlan(ctx, draft.id)
    const open = new Set(url.searchParams.getAll('open'))
    return {
      frame: await frameOf(ctx, draft, found),
      trees: compareTrees(found.organisation, found.plan, found.ordered, open),
      open: [...open],
      side: sides.find((side) => side === url.searchParams.get('side')) ?? 'before',
      /** Branches below split units that nobody has placed yet: they stand on neither side. */
      pending: found.plan.questions.filter(({ kind }) => kind === 'place').length,
    }
  })
