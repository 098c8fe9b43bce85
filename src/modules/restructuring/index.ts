export type {
  DecisionRow,
  DecisionTable,
  TableFault,
  TableFaultCode,
} from './decision-table/decision-row.ts'
export { matchMention } from './decision-table/match-mention.ts'
export {
  type MatchedMention,
  type MatchedRow,
  type MatchedTable,
  matchTable,
} from './decision-table/match-table.ts'
export type { WrittenMention } from './decision-table/mention.ts'
export type { NewUnit } from './decision-table/new-unit.ts'
export { readText } from './decision-table/read-text.ts'
export type { Candidate, MatchStatus, Reason, ReasonCode } from './decision-table/reasons.ts'
export { splitMentions } from './decision-table/split-mentions.ts'
export { indexUnits, type UnitOfTheDay } from './decision-table/unit-index.ts'
export { type ComparedRow, compareTrees, type Mark } from './plan/compare.ts'
export { type Effects, effectsOf } from './plan/effects.ts'
export {
  type BeforeAfter,
  type CountedKind,
  countedKinds,
  foretell,
  levelsOf,
} from './plan/foretell.ts'
export { ordersOf, struckWith, unitsNamedBy } from './plan/orders.ts'
