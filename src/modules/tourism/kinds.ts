export const placeKinds = ['homestay', 'guide', 'sight', 'festival'] as const
export type PlaceKind = (typeof placeKinds)[number]
/** What a venture's own people may enter; the rest is entered by officers. */
export const hostKinds = ['homestay', 'guide'] as const satisfies readonly PlaceKind[]

export const priceUnits = ['night', 'day', 'person', 'ticket'] as const
export type PriceUnit = (typeof priceUnits)[number]

export type BookingState = 'asked' | 'confirmed' | 'declined' | 'cancelled'

/** Languages that guests are received in, by their codes; names come from the browser's own tables. */
export const hostLanguages = ['vi', 'en', 'hmn', 'tyz', 'fr', 'zh'] as const

/** The consent that the form shows; its text is the message `tourism_consent_text_<version>`. */
export const bookingConsent = '2026_11'
export const limits = {
  name: 200,
  summary: 400,
  story: 4000,
  village: 200,
  wish: 500,
  answer: 500,
  caption: 200,
  /** Of one place. */
  photos: 6,
  /** Bytes of one photo as it is sent. */
  photoBytes: 10 * 1024 * 1024,
} as const
/** For how many nights at most a room is asked for. */
export const mostNights = 30

/** The longer side of a photo as it is shown large, and in lists, in pixels. */
export const photoSides = { large: 1600, small: 640 } as const
