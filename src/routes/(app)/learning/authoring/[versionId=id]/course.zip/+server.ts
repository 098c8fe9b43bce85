import {
  courseFileOf,
  getAuthored,
  readMedia,
  writeCourseFile,
} from '#modules/learning/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** A course as one file, with its media and the questions of its exam: for those who write or review it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const version = await locals.read((ctx) => getAuthored(ctx, params.versionId))
  const media = []
  for (const { name, sha256 } of version.media)
    media.push({ name, bytes: await readMedia(locals.app, sha256) })
  const file = writeCourseFile(courseFileOf(version), media)
  return fileResponse(file, {
    name: `${version.slug}-${version.number}`,
    extension: 'zip',
    mediaType: 'application/zip',
  })
}
