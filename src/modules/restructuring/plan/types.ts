import type { UnitLevel, UnitType } from '#modules/units/index.ts'
import type { IsoDay } from '#platform/days.ts'

/** A unit as it stands on the day before the reform, by its version that is open on the reform's day. */
export interface StandingUnit {
  id: string
  parentId: string | null
  level: UnitLevel
  type: UnitType
  name: string
  code: string | null
  gazetteerCode: string | null
  /** The day of its last change before the reform. */
  validFrom: IsoDay
}

/** A version that was recorded for the reform's day or later, while the reform was not yet known. */
export interface LaterVersion {
  id: string
  unitId: string
  parentId: string | null
  validFrom: IsoDay
}

/** What is known of the organisation, as far as the draft reaches. */
export interface Organisation {
  standing: ReadonlyMap<string, StandingUnit>
  /** Units that stood before and no longer do, by their last version; only those that a draft may reopen. */
  closed: ReadonlyMap<string, StandingUnit>
  later: readonly LaterVersion[]
  /** Units that have people or records of their own: for a split unit it must be said where those go. */
  withOwn: ReadonlySet<string>
}

interface NewUnit {
  type: UnitType
  name: string
  code?: string | undefined
  gazetteerCode?: string | undefined
  parentId: string
}

/** What a decision orders. All events of a draft take effect together; units are named by id, a new one by the id it will have. */
export type ReformEvent =
  | ({ kind: 'found'; unitId: string } & NewUnit)
  | { kind: 'merge'; from: readonly string[]; into: string }
  | { kind: 'split'; unitId: string; into: readonly string[] }
  | { kind: 'move'; unitId: string; parentId: string }
  | { kind: 'rename'; unitId: string; name: string }
  | { kind: 'change_type'; unitId: string; type: UnitType }
  /** Ends; people and units below go to `into`, by default to the unit above. */
  | { kind: 'dissolve'; unitId: string; into?: string | undefined }
  /** Brings back a unit that was closed, under its old name at its old place. */
  | { kind: 'reopen'; unitId: string }

export type EventKind = ReformEvent['kind']

export type Ending = 'merge' | 'split' | 'dissolve'

/** A unit as it will stand, and how it comes to do so. */
export interface PlannedUnit extends Omit<StandingUnit, 'validFrom'> {
  change: 'none' | 'changed' | 'found' | 'reopened'
}

export interface EndedUnit {
  unit: StandingUnit
  by: Ending
  /** One, or several for a split; empty where a fault says so. */
  into: string[]
  /** Where its own people, coming activities and waiting calls go; null: not said yet. */
  ownTo: string | null
}

/** What a decision leaves open, and the draft must be told before it can be applied. */
export type Question =
  /** A unit below one that is split: to which part does it belong? */
  | { kind: 'place'; unitId: string; of: string; into: string[] }
  /** The split unit's own people and records from the day on. */
  | { kind: 'own'; unitId: string; into: string[] }

/** Why events cannot be carried out as they stand; the code is that of the message. */
export interface PlanFault {
  code:
    | 'unit_unknown'
    | 'ends_twice'
    | 'into_itself'
    | 'target_ends'
    | 'target_unknown'
    | 'levels_differ'
    | 'level_too_high'
    | 'under_itself'
    | 'changed_and_ended'
    | 'changed_later'
    | 'found_twice'
    | 'stands_already'
    | 'parent_unknown'
  unitId: string
}

export interface Lineage {
  event: EventKind
  from: string | null
  to: string | null
}

/** Everything that applying a draft will do to the tree; what it does to people follows from `ended`. */
export interface Plan {
  /** All units that stand afterwards. */
  after: ReadonlyMap<string, PlannedUnit>
  ended: ReadonlyMap<string, EndedUnit>
  lineage: Lineage[]
  /** Versions recorded for later, under a unit that will have ended by then. */
  corrections: { versionId: string; unitId: string; parentId: string }[]
  questions: Question[]
  faults: PlanFault[]
}

/** Where an officer said that a unit below a split one goes; under the split unit's own id: its own people. */
export type Answers = ReadonlyMap<string, string>
