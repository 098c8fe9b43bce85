import { defineSyncHandler } from '#platform/server/sync/handler.ts'
import { MeetingEventShape } from '../shapes.ts'
import { storeEvents } from './records/store-events.ts'

/** Something happened in a meeting. */
export const meetingEvents = defineSyncHandler({
  kind: 'meetings.event',
  shape: MeetingEventShape,
  apply: storeEvents,
})
