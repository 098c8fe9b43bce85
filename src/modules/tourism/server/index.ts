export { type LaidMap, layMap } from '../map.ts'
export { answerBooking, askForRoom, cancelByLink, closeDays } from './commands/book.ts'
export { renewFeed, savePlace, saveRoom, showPlace } from './commands/save-place.ts'
export { canKeepPlacesAt } from './policy.ts'
export {
  type FeedBooking,
  type GuestBooking,
  getGuestBooking,
  getPlace,
  type HostBooking,
  listBookings,
  listKeptPlaces,
  listOwnVentures,
  listPublicPlaces,
  listRooms,
  listTakenNights,
  type Place,
  type PlaceRow,
  type Room,
  readFeed,
} from './queries.ts'
export { describePlace } from './schema-org.ts'
export { forgetGuests } from './tasks.ts'
