import type { App } from '#platform/server/app.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cleanPhoto } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { limits } from '../limits.ts'

/**
 * Keeps the photos of a practical task: looked at by content and drawn anew, small and without where they were
 * taken. Throws Invalid or FileProblem before anything is kept.
 */
export async function keepTaskPhotos(
  app: Pick<App, 'files'>,
  given: readonly FormDataEntryValue[],
) {
  const files = given.filter((one): one is File => one instanceof File && one.size > 0)
  if (files.length > limits.photos)
    throw new Invalid([{ path: 'photos', code: 'list_too_big', details: { limit: limits.photos } }])
  const clean: Uint8Array[] = []
  for (const file of files) {
    if (file.size > limits.photoBytes)
      throw new FileProblem('too_large', { limit: limits.photoBytes / 1024 / 1024 })
    const bytes = new Uint8Array(await file.arrayBuffer())
    await recogniseFile(bytes, ['jpeg', 'png', 'webp'])
    clean.push(await cleanPhoto(bytes))
  }
  const kept = []
  for (const bytes of clean) kept.push({ id: uuidv7(), ...(await app.files.put(bytes)) })
  return kept
}
