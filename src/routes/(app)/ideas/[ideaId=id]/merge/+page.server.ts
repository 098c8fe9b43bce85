import { error, redirect } from '@sveltejs/kit'
import { isEditable } from '#modules/ideas/index.ts'
import {
  canDecideAt,
  findSimilar,
  getIdea,
  listIdeas,
  mergeIdeas,
} from '#modules/ideas/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const idea = await getIdea(ctx, params.ideaId)
    if (isEditable(idea.state)) error(404, 'not_found')
    await ctx.authorize(canDecideAt(idea.homeUnitId))
    const text = url.searchParams.get('q')?.trim() ?? ''
    const similar = await findSimilar(ctx, idea)
    const found = text ? (await listIdeas(ctx, { text, limit: 20 })).rows : []
    const reasons = new Map(similar.map((one) => [one.id, one.reasons]))
    const candidates = [...similar, ...found.filter(({ id }) => !reasons.has(id))]
      .filter(({ id }) => id !== idea.id)
      .map(({ id, title, state }) => ({ id, title, state, reasons: reasons.get(id) ?? [] }))
    return { idea, text, candidates, newId: uuidv7() }
  })

export const actions = {
  default: formAction(mergeIdeas, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), duplicateId: event.params.ideaId }),
    done: ({ id }) => redirect(303, `/ideas/${id}`),
  }),
} satisfies Actions
