export {
  type BookingState,
  bookingConsent,
  hostLanguages,
  limits,
  mostNights,
  type PlaceKind,
  type PriceUnit,
  photoSides,
  placeKinds,
  priceUnits,
} from './kinds.ts'
