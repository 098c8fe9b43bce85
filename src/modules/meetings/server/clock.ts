import type { IsoDay } from '#platform/days.ts'

/** The instant of a time of day in Vietnam, which keeps UTC+7 all year; null where none was given. */
export const clockOn = (day: IsoDay, time: string | undefined): Date | null =>
  time ? new Date(`${day}T${time}:00+07:00`) : null
