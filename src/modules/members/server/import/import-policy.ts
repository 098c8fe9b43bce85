import { may, type Sentence } from '#platform/server/access/sentence.ts'

export const canImportSomewhere: Sentence = may('members.import').anywhere
/** Lists of a unit are brought in by those who may import there; each person also needs `members.write`. */
export const canImportInto = (unitId: string): Sentence => may('members.import').within(unitId)
