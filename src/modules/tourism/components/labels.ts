import * as m from '#paraglide/messages.js'
import { writtenNumber } from '#platform/numbers.ts'
import type { IconName } from '#ui/icons/names.ts'
import type { BookingState, PlaceKind, PriceUnit } from '../kinds.ts'

export const placeKindName: Record<PlaceKind, () => string> = {
  homestay: m.tourism_kind_homestay,
  guide: m.tourism_kind_guide,
  sight: m.tourism_kind_sight,
  festival: m.tourism_kind_festival,
}
export const placeKindIcon: Record<PlaceKind, IconName> = {
  homestay: 'home',
  guide: 'person',
  sight: 'eye',
  festival: 'calendar',
}
const prices: Record<PriceUnit, (told: { price: string }) => string> = {
  night: m.tourism_price_night,
  day: m.tourism_price_day,
  person: m.tourism_price_person,
  ticket: m.tourism_price_ticket,
}
export const priceUnitName: Record<PriceUnit, () => string> = {
  night: m.tourism_unit_night,
  day: m.tourism_unit_day,
  person: m.tourism_unit_person,
  ticket: m.tourism_unit_ticket,
}
export const priceText = (price: number | null, unit: PriceUnit | null): string =>
  price !== null && unit ? prices[unit]({ price: writtenNumber(price, 'vi') }) : ''

export const bookingStateName: Record<BookingState, () => string> = {
  asked: m.tourism_state_asked,
  confirmed: m.tourism_state_confirmed,
  declined: m.tourism_state_declined,
  cancelled: m.tourism_state_cancelled,
}
export const bookingTone = {
  asked: 'warning',
  confirmed: 'success',
  declined: 'danger',
  cancelled: 'neutral',
} as const
export const placeStateName = {
  draft: m.tourism_state_draft,
  public: m.tourism_state_public,
  hidden: m.tourism_state_hidden,
} as const

/** A language by its own speakers' neighbours' name: H'Mông and Tày are not in every browser's tables. */
export const languageName: Record<string, string> = {
  vi: 'Tiếng Việt',
  en: 'English',
  hmn: 'Mông',
  tyz: 'Tày',
  fr: 'Français',
  zh: '中文',
}
