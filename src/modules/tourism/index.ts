export {
  type BookingState,
  bookingConsent,
  hostKinds,
  hostLanguages,
  limits,
  mostNights,
  type PlaceKind,
  type PriceUnit,
  photoSides,
  placeKinds,
  priceUnits,
} from './kinds.ts'
