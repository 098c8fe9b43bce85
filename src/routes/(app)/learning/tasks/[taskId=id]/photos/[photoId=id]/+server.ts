import { getTaskPhoto } from '#modules/learning/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A photo of a practical task: for its learner, and for whoever checks it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const photo = await locals.read((ctx) => getTaskPhoto(ctx, params.taskId, params.photoId))
  const { size, stream } = await locals.app.files.open(photo.sha256)
  return fileResponse(stream, {
    name: 'anh',
    extension: 'jpg',
    mediaType: 'image/jpeg',
    size,
    inline: true,
  })
}
