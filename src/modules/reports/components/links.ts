import type { IsoDay } from '#platform/days.ts'

/** What a report is about; `from` only where somebody chose the period. */
export interface ReportPlace {
  unitId: string
  on: IsoDay
  from?: IsoDay | undefined
}

/** The address of a page of the report about the same unit and days. */
export function reportHref(
  page: string,
  place: ReportPlace,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams({ unit: place.unitId, on: place.on })
  if (place.from) query.set('from', place.from)
  for (const [key, value] of Object.entries(more)) if (value) query.set(key, value)
  return `/reports/provincial${page}?${query}`
}
