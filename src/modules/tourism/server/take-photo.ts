import { type RequestEvent, redirect } from '@sveltejs/kit'
import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cleanPhotoWithin } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { formFailure, readForm, sessionOver } from '#platform/server/form-action.ts'
import { limits, photoSides } from '../kinds.ts'
import { PhotoWords } from '../shapes.ts'
import { addPhoto } from './commands/keep-photos.ts'

/**
 * Keeps the photo of a form for a place: looked at by its content and drawn anew in two sizes, without where it
 * was taken, before anything is kept. Throws FileProblem, or Invalid at `photo` or `caption`.
 */
export async function takePhoto(
  app: App,
  asking: Asking,
  placeId: string,
  form: FormData,
): Promise<void> {
  const file = form.get('photo')
  const words = PhotoWords.safeParse(readForm(form))
  const isThere = file instanceof File && file.size > 0
  if (!isThere || !words.success)
    throw new Invalid([
      ...(isThere ? [] : [{ path: 'photo', code: 'required' }]),
      ...(words.success ? [] : [{ path: 'caption', code: 'required' }]),
    ])
  if (file.size > limits.photoBytes)
    throw new FileProblem('too_large', { limit: limits.photoBytes / 1024 / 1024 })
  const bytes = new Uint8Array(await file.arrayBuffer())
  await recogniseFile(bytes, ['jpeg', 'png', 'webp'])
  const large = await cleanPhotoWithin(bytes, photoSides.large)
  const small = await cleanPhotoWithin(bytes, photoSides.small)
  const { sha256 } = await app.files.put(large.bytes, { limit: limits.photoBytes })
  const { sha256: smallSha256 } = await app.files.put(small.bytes, { limit: limits.photoBytes })
  const { width, height } = large
  await app.run(asking, addPhoto, {
    ...words.data,
    ...{ placeId, sha256, smallSha256, width, height },
  })
}

/** The form action that adds a photo to the place of the address. */
export const keepPhoto = async (event: RequestEvent<{ placeId: string }>) => {
  const form = await event.request.formData()
  const { app, asking } = event.locals
  if (asking.actor.kind === 'nobody') return sessionOver(event, form)
  try {
    await takePhoto(app, asking, event.params.placeId, form)
  } catch (error) {
    return formFailure(error, form)
  }
  redirect(303, event.url.pathname)
}
