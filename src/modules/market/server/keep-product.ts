import type { RequestEvent } from '@sveltejs/kit'
import { formFailure, readForm, sessionOver } from '#platform/server/form-action.ts'
import { saveProduct } from './commands/save-product.ts'
import { checkPhotos, keepPhotos } from './take-photos.ts'

/** A form action that keeps a product with its photos; these are looked at first, so that a wrong one keeps nothing. */
export const keepProduct =
  (done: (event: RequestEvent) => never) => async (event: RequestEvent) => {
    const form = await event.request.formData()
    const { app, asking } = event.locals
    if (asking.actor.kind === 'nobody') return sessionOver(event, form)
    try {
      const photos = await checkPhotos(form)
      const { photos: _, ...input } = readForm(form)
      const { id } = await app.run(asking, saveProduct, { ...input, stallId: event.params.stallId })
      await keepPhotos(app, asking, id, photos)
    } catch (error) {
      return formFailure(error, form)
    }
    return done(event)
  }
