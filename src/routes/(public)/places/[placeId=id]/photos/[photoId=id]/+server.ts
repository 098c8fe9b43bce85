import { error } from '@sveltejs/kit'
import { findPhoto } from '#modules/tourism/server/index.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A photo of a place, for everybody who sees the place; `?size=small` gives the one for lists. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const photo = await locals.read((ctx) => findPhoto(ctx, params.placeId, params.photoId))
  if (!photo) error(404, 'not_found')
  const isSmall = url.searchParams.get('size') === 'small'
  const { stream, size } = await locals.app.files.open(isSmall ? photo.smallSha256 : photo.sha256)
  const answer = fileResponse(stream, {
    name: params.photoId,
    extension: 'jpg',
    mediaType: 'image/jpeg',
    size,
    inline: true,
  })
  // What is not shown to everybody is kept by nobody's cache on the way.
  answer.headers.set(
    'cache-control',
    photo.isPublic ? 'public, max-age=86400, immutable' : 'private, no-store',
  )
  return answer
}
