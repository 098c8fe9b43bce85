export { breakDown, type UnitFigures } from './break-down.ts'
export { setTarget } from './commands/set-target.ts'
export {
  type Figures,
  type FiguresAsked,
  readFigures,
  readHelpByService,
  type ServiceHelp,
} from './figures.ts'
export { foldPending, readFresh } from './fresh.ts'
export { canReadFigures, canSetTarget, listReadable } from './policy.ts'
export { type PublicFigures, readPublicFigures } from './public-figures.ts'
export { listRecords } from './records/list-records.ts'
export type {
  ActivityRecord,
  AssistRecord,
  CheckInRecord,
  IdeaRecord,
  MemberRecord,
  Page,
  ParticipantRecord,
  RecordPage,
  RecordsAsked,
  StatisticRecord,
} from './records/types.ts'
export { readTargets, type Target } from './targets.ts'
export { foldEveryMinute } from './tasks/fold-pending.ts'
export { readUnattributed, type Unattributed } from './unattributed.ts'
