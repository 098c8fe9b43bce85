import type { IsoDay } from '#platform/days.ts'
import type { Weighted } from '../random.ts'
import type { EthnicGroup } from '../words/ethnic-groups.ts'

/** What the demonstration knows of a province beside the gazetteer: everything else is made of it. */
export interface ProvinceProfile {
  /** By the gazetteer before the reform of 2025. */
  code: string
  name: string
  /** Its place among the provinces of the demonstration: ids, chance and serial numbers go by it. */
  number: number
  founded: IsoDay
  /** The day on which the town of the province's seat became a city. */
  cityFounded: IsoDay
  /** Of citizens born here, the first three digits of their number. */
  birthplace: string
  /** Citizen numbers of different provinces end in ranges of their own: from here, a hundred thousand. */
  citizenNumbersFrom: number
  /** Where some of the Kinh come from: the digits of the place of birth, and its name. */
  otherHomes: readonly (readonly [birthplace: string, name: string])[]
  /** Villages and street groups in the whole province, three at least for each commune. */
  villages: number
  /** What there is to add up to on the day of the figures. */
  members: number
  youths: number
  population: number
  labourForce: number
  /** By the code of the gazetteer; the districts that are made. */
  districts: Record<string, DistrictProfile>
  /** Bodies of the province that have a branch of young people; they stand in the wards of the city. */
  offices: readonly string[]
  /** What invented enterprises deal in, and what they are called after. */
  trades: readonly string[]
  marks: readonly string[]
  fieldWork: FieldWork
  /** The share of members that is to use the citizen's app, in hundredths, where it was decided. */
  citizenAppTarget?: number
  /** So many communes of each district, with villages and offices only; everything where not given. */
  communesPerDistrict?: number
}

export interface DistrictProfile {
  /** Inhabitants in thousands at the end of 2023, roughly: how much of everything the district gets. */
  people: number
  /** The commune in which its office stands; of the city, also that of the province. */
  seat: string
  /** Who lives there, in hundredths. */
  groups: Weighted<EthnicGroup>
  /** Codes of communes that are made even where only a few are. */
  keeps?: readonly string[]
  /** Which share of its members used the citizen's app on the day of the figures. */
  appShare: number
  /** Where it was cut out of its neighbours later than the province was founded. */
  founded?: IsoDay
  /** How many activities it held on the peak day of 2023. */
  peakDayActivities?: number
}

/** How much the province did in the field. */
export interface FieldWork {
  /** The peak day of 2023, where there was one. */
  peakDay?: PeakDay
  /** The theme of the summer campaign of 2023. */
  theme: string
  /** In which share of the communes there were activities: in that summer, in the later ones, now. */
  firstSummer: number
  laterSummers: number
  goingOn: number
}

/** What the activities of a peak day add up to. */
export interface PeakDay {
  participants: number
  peopleHelped: number
}
