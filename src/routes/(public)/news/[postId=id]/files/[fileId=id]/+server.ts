import { error } from '@sveltejs/kit'
import { getPost, serveFile } from '#modules/outreach/server/index.ts'
import type { RequestHandler } from './$types'

/** A picture or a recorded voice: of a published post for everybody, of a draft for those who write it. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const post = await locals.read((ctx) => getPost(ctx, params.postId))
  const file = post.files.find(({ id }) => id === params.fileId)
  if (!file) error(404, 'not_found')
  return serveFile(locals.app, file, {
    isPublic: post.isPublic,
    range: request.headers.get('range'),
  })
}
