import { error } from '@sveltejs/kit'
import { fileResponse, getFile } from '#modules/ideas/server/index.ts'
import type { RequestHandler } from './$types'

/** A file of an idea, for whoever may see it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') error(401, 'sign_in_first')
  const file = await locals.read((ctx) => getFile(ctx, params.ideaId, params.fileId))
  return fileResponse(locals.app, file)
}
