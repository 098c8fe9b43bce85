import { getMedia, mediaResponse } from '#modules/learning/server/index.ts'
import type { RequestHandler } from './$types'

/** A picture, sound or video of a course: of a published one for everybody, of a draft for its authors. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const media = await locals.read((ctx) => getMedia(ctx, params.mediaId))
  return mediaResponse(locals.app, media, {
    range: request.headers.get('range'),
    isPublic: media.isPublic,
  })
}
