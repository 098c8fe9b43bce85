import { answerBooking, listBookings, listKeptPlaces } from '#modules/tourism/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => ({
    bookings: await listBookings(ctx),
    places: await listKeptPlaces(ctx),
  }))

export const actions = { default: formAction(answerBooking) } satisfies Actions
