import { either, is, may, type Sentence } from '#platform/server/access/sentence.ts'

/** The register of a unit is read by the officers of the unit and of those above; everyone reads themselves. */
export const canReadPerson = (person: { id: string; unitId: string }): Sentence =>
  either(is(person.id), may('members.read').within(person.unitId))

export const canListMembers: Sentence = may('members.read').anywhere
export const canWriteMembersOf = (unitId: string): Sentence => may('members.write').within(unitId)
export const canExportMembersOf = (unitId: string): Sentence => may('members.export').within(unitId)

/** Ethnicity, religion and Party status are opened one person at a time, and each opening is audited. */
export const canOpenSensitive = (unitId: string): Sentence =>
  may('members.read_sensitive').within(unitId)

/** A commune's statistics are entered by those who govern units there. */
export const canRecordStatistic = (unitId: string): Sentence => may('units.write').within(unitId)
