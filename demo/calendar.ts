import { addDays, type IsoDay, isRealDay } from '#platform/days.ts'
import type { Random } from './random.ts'

/** Life goes on after the day of the figures, up to here; what lies after the day of loading is left out. */
export const lifeUntil: IsoDay = '2026-11-15'

// The days on which the Đoàn admits members, among them its own, 26 March.
const admissionDays = ['01-09', '02-03', '03-26', '05-19', '09-02', '10-15', '11-20', '12-22']
// Those who have grown out of the Đoàn are seen off twice a year.
const farewellDays = ['03-26', '12-22']

const nextOf =
  (days: readonly string[]) =>
  (from: IsoDay): IsoDay => {
    const year = Number(from.slice(0, 4))
    const rest = from.slice(5)
    const found = days.find((day) => day >= rest)
    return found ? `${year}-${found}` : `${year + 1}-${days[0]}`
  }

/** The first day from here on (this one included) on which members are admitted. */
export const nextAdmission = nextOf(admissionDays)
export const nextFarewell = nextOf(farewellDays)

/** The day on which somebody becomes so many years old; 28 February where there is no 29th. */
export const birthday = (bornOn: IsoDay, age: number): IsoDay => {
  const day = `${Number(bornOn.slice(0, 4)) + age}${bornOn.slice(4)}`
  return day.endsWith('-02-29') && !isRealDay(day) ? day.replace(/29$/, '28') : day
}

export const earlier = (one: IsoDay, other: IsoDay): IsoDay => (one < other ? one : other)
export const later = (one: IsoDay, other: IsoDay): IsoDay => (one > other ? one : other)

/** Days from one day to another. */
export const daysBetween = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** Some day between two, both included. */
export const someDay = (random: Random, from: IsoDay, to: IsoDay): IsoDay =>
  addDays(from, random.int(0, Math.max(0, daysBetween(from, to))))

/** The first day of its month. */
export const monthOf = (day: IsoDay): IsoDay => `${day.slice(0, 8)}01`
