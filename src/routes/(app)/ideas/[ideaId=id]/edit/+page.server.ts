import { error, redirect } from '@sveltejs/kit'
import { isEditable } from '#modules/ideas/index.ts'
import { coAuthorsText, getIdea, listFiles, saveAndSend } from '#modules/ideas/server/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const idea = await getIdea(ctx, params.ideaId)
    if (!idea.isMine || !isEditable(idea.state)) error(404, 'not_found')
    return {
      idea,
      coAuthors: await coAuthorsText(ctx, idea),
      files: await listFiles(ctx, idea.id),
    }
  })

export const actions = {
  propose: saveAndSend('propose', (id) => redirect(303, `/ideas/${id}?done=sent`)),
  draft: saveAndSend('draft', (id) => redirect(303, `/ideas/${id}?done=saved`)),
} satisfies Actions
