export type { RowFault } from '../import-faults.ts'
export { importFields, templateFields } from '../import-fields.ts'

export { accountCommands, findAccountOf, mayManageAccount } from './account.ts'

export { memberEndpoints } from './api.ts'
export {
  type CardContent,
  type CardKey,
  cardDigest,
  currentCardKey,
  findScannedCards,
  isCardSignedBy,
  listCardKeys,
  listRevokedCards,
  readCard,
  type ScannedCard,
  type WrittenCard,
  writeCard,
} from './card.ts'
export { listCards, type PrintedCard } from './cards.ts'
export { admitMember } from './commands/admit-member.ts'
export { cancelImport } from './commands/cancel-import.ts'
export { decideImportRows } from './commands/decide-import-rows.ts'
export { endMemberships } from './commands/end-memberships.ts'
export { endOffice } from './commands/end-office.ts'
export { exportMembers } from './commands/export-members.ts'
export { grantOffice } from './commands/grant-office.ts'
export { issueCards } from './commands/issue-cards.ts'
export { mapImport } from './commands/map-import.ts'
export { openSensitive } from './commands/open-sensitive.ts'
export { recordCitizenApp } from './commands/record-citizen-app.ts'
export { recordYouthStatistic } from './commands/record-youth-statistic.ts'
export { restoreMembership } from './commands/restore-membership.ts'
export { revokeCard } from './commands/revoke-card.ts'
export { runImport } from './commands/run-import.ts'
export { startImport } from './commands/start-import.ts'
export { transferMembers } from './commands/transfer-members.ts'
export { updatePerson } from './commands/update-person.ts'
export { exportSheet } from './export-list.ts'
export { faultText, fieldHint, fieldLabel } from './import/fault-texts.ts'
export { canImportInto, canImportSomewhere } from './import/import-policy.ts'
export {
  countOpenImports,
  faultyRows,
  getImport,
  type ImportState,
  type ImportSummary,
  listImportRows,
  listImports,
  type RowFilter,
  type StagedRow,
} from './import/queries.ts'
export { writeFaults } from './import/write-faults.ts'
export { writeTemplate } from './import/write-template.ts'
export { readListQuery, writeCursor } from './list-query.ts'
export { type HeldOffice, listGrantableRoleTypes, listHeldOffices } from './offices.ts'
export { personFromForm } from './person-from-form.ts'
export {
  canExportMembersOf,
  canListMembers,
  canOpenSensitive,
  canReadPerson,
  canRecordStatistic,
  canWriteMembersOf,
} from './policy.ts'
export {
  type Cursor,
  countIncomplete,
  findYouthStatistic,
  getPerson,
  listMembers,
  listOffices,
  listStays,
  type MemberFilters,
  type MemberPage,
  type MemberQuery,
  type MemberRow,
  type Person,
} from './queries.ts'
export { listStruckStays, type StruckStay } from './struck.ts'
export { importMembers, purgeImports, resumeImports } from './tasks/import-members.ts'
