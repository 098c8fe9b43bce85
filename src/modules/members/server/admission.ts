import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { Fault } from '#platform/server/errors.ts'
import type { Birth } from '../birth.ts'

/** The years between which nobody is asked twice; admission itself is for 16 to 30 (Điều lệ Đoàn). */
const usualAges = { from: 14, to: 60 }

/** What cannot be true of a person's own days, whenever it is written. */
export function recordFaults(
  { birth, admittedOn }: { birth?: Birth | undefined; admittedOn?: IsoDay | undefined },
  today: IsoDay,
): Fault[] {
  const faults: Fault[] = []
  if (birth && firstDayOf(birth) > today) faults.push({ path: 'birth', code: 'birth_in_future' })
  if (admittedOn && admittedOn > today) faults.push({ path: 'admittedOn', code: 'day_in_future' })
  else if (admittedOn && birth && admittedOn <= firstDayOf(birth))
    faults.push({ path: 'admittedOn', code: 'admitted_before_birth' })
  return faults
}

/** What cannot be true of the day on which somebody comes to a unit. */
export function admissionFaults(
  { birth, joinedOn }: { birth?: Birth | undefined; joinedOn: IsoDay },
  unit: { from: IsoDay; to: IsoDay | null },
  today: IsoDay,
): Fault[] {
  const faults: Fault[] = []
  const joined = (code: string, details?: Fault['details']) =>
    faults.push({ path: 'joinedOn', code, ...(details ? { details } : {}) })
  if (unit.to !== null) faults.push({ path: 'unitId', code: 'unit_closed' })
  if (joinedOn > today) joined('joined_in_future')
  else if (birth && joinedOn <= firstDayOf(birth)) joined('joined_before_birth')
  else if (joinedOn < unit.from) joined('joined_before_unit', { day: writtenDay(unit.from) })
  return faults
}

/** What may be true, but is asked about. */
export function admissionDoubts({
  birth,
  joinedOn,
}: {
  birth?: Birth | undefined
  joinedOn: IsoDay
}): Fault[] {
  if (!birth) return []
  const oldest = ageOn(joinedOn, firstDayOf(birth))
  const youngest = birth.birthOn ? oldest : oldest - 1
  const age = oldest < usualAges.from ? oldest : youngest > usualAges.to ? youngest : undefined
  return age === undefined
    ? []
    : [{ path: 'joinedOn', code: 'joined_age_unusual', details: { age } }]
}

/** The first day on which somebody may have been born. */
const firstDayOf = (birth: Birth): IsoDay => birth.birthOn ?? `${birth.birthYear}-01-01`

const ageOn = (day: IsoDay, born: IsoDay): number =>
  Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0)
