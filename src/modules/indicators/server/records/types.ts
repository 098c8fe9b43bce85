import type { IsoDay } from '#platform/days.ts'
import type { Indicator } from '../../catalogue.ts'
import type { View } from '../../view.ts'

/** Which records: those that the figure of this indicator, unit and period counts. */
export interface RecordsAsked {
  indicator: Indicator
  /** A unit, or a set of units. */
  unitId: string
  /** As then, unless said otherwise. */
  view?: View | undefined
  from: IsoDay
  on: IsoDay
  cursor?: string | undefined
  size?: number
}

export const defaultSize = 50

export interface Page<Row> {
  rows: Row[]
  /** Where the next page begins; absent on the last one. */
  next?: string
}

/** A name is null where the person now stands in a unit that the actor may not read. */
export interface MemberRecord {
  id: string
  personId: string
  name: string | null
  code: string | null
  unitName: string
  since: IsoDay
  citizenAppOn: IsoDay | null
}

export interface CheckInRecord {
  id: string
  personId: string
  name: string | null
  activityId: string
  activityName: string
  unitName: string
  day: IsoDay
  happenedAt: Date
  method: 'card' | 'roster' | 'self'
}

export interface ParticipantRecord {
  personId: string
  name: string | null
  code: string | null
  turns: number
  firstOn: IsoDay
  lastOn: IsoDay
}

export interface AssistRecord {
  id: string
  activityId: string
  activityName: string
  unitName: string
  day: IsoDay
  happenedAt: Date
  serviceVi: string
  serviceEn: string
  procedureVi: string | null
  procedureEn: string | null
  outcome: 'done' | 'to_continue' | 'needs_police' | 'refused'
  people: number
  recordedBy: string | null
}

export interface ActivityRecord {
  id: string
  name: string
  place: string | null
  unitName: string
  day: IsoDay
  isPeakDay: boolean
  state: string
}

export interface StatisticRecord {
  id: string
  unitId: string
  unitName: string
  day: IsoDay
  youths: number
  population: number
  labourForce: number
  source: string
}

export interface IdeaRecord {
  id: string
  title: string
  unitName: string
  day: IsoDay
  state: string
  category: string
  /** In the national bank, once it is there. */
  bankCode: string | null
}

export interface VentureRecord {
  /** Of what it was and where on the day. */
  id: string
  ventureId: string
  /** Null where it is now in a commune that the actor may not read. */
  name: string | null
  kind: string
  field: string | null
  unitName: string
  since: IsoDay
  supportedOn: IsoDay | null
}

export interface SupportRecord {
  id: string
  ventureId: string
  name: string | null
  what: string
  givenBy: string
  unitName: string
  day: IsoDay
  /** In đồng. */
  cost: number
}

/** Somebody who found work; by name only for who may read them in the register. */
export interface PlacementRecord {
  id: string
  personId: string
  name: string | null
  unitName: string
  day: IsoDay
  employerName: string
  job: string
  place: string
  isAbroad: boolean
}

/** A name is null where the holder now stands in a unit that the actor may not read. */
export interface CertificateRecord {
  id: string
  personId: string
  name: string | null
  courseTitle: string
  unitName: string
  day: IsoDay
  validUntil: IsoDay | null
}

export type RecordPage =
  | ({ source: 'members' } & Page<MemberRecord>)
  | ({ source: 'check_ins' } & Page<CheckInRecord>)
  | ({ source: 'participants' } & Page<ParticipantRecord>)
  | ({ source: 'assists' } & Page<AssistRecord>)
  | ({ source: 'ideas' } & Page<IdeaRecord>)
  | ({ source: 'ventures' } & Page<VentureRecord>)
  | ({ source: 'supports' } & Page<SupportRecord>)
  | ({ source: 'placements' } & Page<PlacementRecord>)
  | ({ source: 'certificates' } & Page<CertificateRecord>)
  | ({ source: 'activities' } & Page<ActivityRecord>)
  | ({ source: 'statistics' } & Page<StatisticRecord>)
