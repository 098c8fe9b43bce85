import { error } from '@sveltejs/kit'
import { fileResponse, getFile, getIdea } from '#modules/ideas/server/index.ts'
import type { RequestHandler } from './$types'

/** A photo of a published idea, for everybody; other files stay inside. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await locals.read(async (ctx) => {
    const { isPublic } = await getIdea(ctx, params.ideaId)
    const found = await getFile(ctx, params.ideaId, params.fileId)
    return isPublic && found.isPhoto ? found : undefined
  })
  if (!file) error(404, 'not_found')
  return fileResponse(locals.app, file, { isPublic: true })
}
