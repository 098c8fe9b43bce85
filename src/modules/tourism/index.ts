export {
  type BookingState,
  bookingConsent,
  hostLanguages,
  limits,
  mostNights,
  type PlaceKind,
  type PriceUnit,
  placeKinds,
  priceUnits,
} from './kinds.ts'
