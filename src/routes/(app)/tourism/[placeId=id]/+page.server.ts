import { redirect } from '@sveltejs/kit'
import {
  closeDays,
  findKeptVenture,
  getPlace,
  keepPhoto,
  listKeptPlaces,
  listPhotos,
  listRooms,
  removePhoto,
  renewFeed,
  savePlace,
  saveRoom,
  showPlace,
} from '#modules/tourism/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const place = await getPlace(ctx, params.placeId)
    // What is public is seen by everybody; this page is for those who keep it.
    const kept = await listKeptPlaces(ctx)
    if (!kept.some(({ id }) => id === place.id)) throw new NotFound('tourism.not_found')
    return {
      place,
      photos: await listPhotos(ctx, place.id),
      venture: (await findKeptVenture(ctx, place.ventureId)) ?? null,
      rooms: await listRooms(ctx, place.id),
      newId: uuidv7(),
    }
  })

const ofPlace = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  placeId: event.params.placeId,
})

export const actions = {
  save: formAction(savePlace, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), id: event.params.placeId }),
  }),
  show: formAction(showPlace, { input: ofPlace }),
  room: formAction(saveRoom, { input: ofPlace }),
  close: formAction(closeDays),
  photo: keepPhoto,
  removePhoto: formAction(removePhoto, {
    done: (_, event: RequestEvent) => redirect(303, event.url.pathname),
  }),
  feed: formAction(renewFeed, { input: ofPlace }),
} satisfies Actions
