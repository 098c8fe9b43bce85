import type { View } from '#modules/indicators/index.ts'
import type { IsoDay } from '#platform/days.ts'

/** What a report is about; `from` only where somebody chose the period, `setId` for a set of units. */
export interface ReportPlace {
  unitId: string
  on: IsoDay
  from?: IsoDay | undefined
  view?: View | undefined
  setId?: string | undefined
}

/** The same report, about another unit. */
export const forUnit = (place: ReportPlace, unitId: string): ReportPlace => ({
  ...place,
  unitId,
  setId: undefined,
})

/** The address of a page of the report about the same unit and days. */
export function reportHref(
  page: string,
  place: ReportPlace,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams(place.setId ? { set: place.setId } : { unit: place.unitId })
  query.set('on', place.on)
  if (place.from) query.set('from', place.from)
  if (place.view === 'today') query.set('view', 'today')
  for (const [key, value] of Object.entries(more)) if (value) query.set(key, value)
  return `/reports/provincial${page}?${query}`
}
