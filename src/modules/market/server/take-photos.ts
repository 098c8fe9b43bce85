import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cleanPhoto } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { limits } from '../limits.ts'
import { attachPhoto } from './commands/save-product.ts'

/**
 * Photos of a form, looked at by their content and drawn anew (small, without where they were taken), before
 * anything is kept. Throws FileProblem or Invalid at the field `photos`.
 */
export async function checkPhotos(form: FormData): Promise<Buffer[]> {
  const files = form
    .getAll('photos')
    .filter((one): one is File => one instanceof File && one.size > 0)
  if (files.length > limits.photos)
    throw new Invalid([{ path: 'photos', code: 'list_too_big', details: { limit: limits.photos } }])
  const photos: Buffer[] = []
  for (const file of files) {
    if (file.size > limits.photoBytes)
      throw new FileProblem('too_large', { limit: limits.photoBytes / 1024 / 1024 })
    const bytes = new Uint8Array(await file.arrayBuffer())
    await recogniseFile(bytes, ['jpeg', 'png', 'webp'])
    photos.push(await cleanPhoto(bytes))
  }
  return photos
}

/** Keeps checked photos and ties them to a product. */
export async function keepPhotos(
  app: App,
  asking: Asking,
  productId: string,
  photos: readonly Buffer[],
): Promise<void> {
  for (const photo of photos) {
    const { sha256, size } = await app.files.put(photo, { limit: limits.photoBytes })
    await app.run(asking, attachPhoto, { id: uuidv7(), productId, sha256, size })
  }
}
