import { getRoom } from '#modules/meetings/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  meetingId: params.meetingId,
  room: await locals.read((ctx) => getRoom(ctx, params.meetingId, url.origin)),
})
