export { type LaidMap, layMap } from '../map.ts'
export { answerBooking, askForRoom, cancelByLink, closeDays } from './commands/book.ts'
export { addPhoto, removePhoto } from './commands/keep-photos.ts'
export { renewFeed, savePlace, saveRoom, showPlace } from './commands/save-place.ts'
export { canKeepPlacesAt, canKeepPlacesSomewhere } from './policy.ts'
export {
  type FeedBooking,
  findKeptVenture,
  findPhoto,
  type GuestBooking,
  getGuestBooking,
  getPlace,
  type HostBooking,
  listBookings,
  listKeptPlaces,
  listOwnVentures,
  listPhotos,
  listPlacesOfVenture,
  listPublicPlaces,
  listRooms,
  listTakenNights,
  type Photo,
  type Place,
  type PlaceOfVenture,
  type PlaceRow,
  type Room,
  readFeed,
} from './queries.ts'
export { describePlace } from './schema-org.ts'
export { keepPhoto, takePhoto } from './take-photo.ts'
export { followVentures, forgetGuests } from './tasks.ts'
