import { fail, redirect } from '@sveltejs/kit'
import { newLink } from '#modules/requests/server/index.ts'
import {
  askForRoom,
  describePlace,
  getPlace,
  listPhotos,
  listRooms,
  listTakenNights,
} from '#modules/tourism/server/index.ts'
import { findPublicVenture } from '#modules/ventures/server/index.ts'
import { addDays } from '#platform/days.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

const limit = openAddressLimit({ burst: 8, perSecond: 1 / 120 })
const shownNights = 28

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const place = await getPlace(ctx, params.placeId)
    const rooms = await listRooms(ctx, place.id)
    const taken = await listTakenNights(ctx, place.id, ctx.today, shownNights)
    const nights = Array.from({ length: shownNights }, (_, index) => addDays(ctx.today, index))
    const photos = await listPhotos(ctx, place.id)
    const venture = place.ventureId ? await findPublicVenture(ctx, place.ventureId) : undefined
    const address = `${url.origin}/places/${place.id}`
    const { bankBin: _, bankAccount: __, hasFeed: ___, ventureId: ____, ...shown } = place
    return {
      place: shown,
      photos,
      venture: venture ? { id: venture.id, name: venture.name } : null,
      address,
      picture: photos[0] ? `${address}/photos/${photos[0].id}` : null,
      nights,
      rooms: rooms.map((room) => ({
        ...room,
        taken: nights.map((night) => taken.get(room.id)?.has(night) ?? false),
      })),
      // Closing tags within would end the script element that holds it.
      schema: JSON.stringify(describePlace(place, rooms, address, photos)).replaceAll(
        '<',
        '\\u003c',
      ),
      newId: uuidv7(),
      newLink: newLink(),
      days: locals.app.config.REQUEST_DAYS,
    }
  })

export const actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        code: 'requests.too_often',
        message: errorText('requests.too_often'),
        faults: [],
        values: typedValues(form),
      })
    try {
      await locals.app.run(locals.asking, askForRoom, readForm(form))
    } catch (error) {
      return formFailure(error, form)
    }
    redirect(303, `/bookings/${form.get('link')}`)
  },
} satisfies Actions
