import {
  anyone,
  either,
  is,
  may,
  outsider,
  type Sentence,
  whoever,
} from '#platform/server/access/sentence.ts'

/** Whoever employs people may ask to be in the register; nothing is shown before an officer has verified it. */
export const canRegister: Sentence = whoever

/** Officers of a commune and above verify employers, check vacancies and hear reports. */
export const canCheckAt = (unitId: string): Sentence => may('jobs.check').within(unitId)
export const canCheckSomewhere: Sentence = may('jobs.check').anywhere

/** An employer's account offers work in its own name, an officer in that of an employer of their units. */
export const canOfferAt = (unitId: string): Sentence =>
  either(outsider, may('jobs.help').within(unitId))

/** An employer's account ends its own vacancy, a checker any of their units. */
export const canEndAt = (unitId: string): Sentence =>
  either(outsider, may('jobs.check').within(unitId))

export const canReport: Sentence = whoever
export const canAskForCall: Sentence = whoever

/** Members apply, keep a profile and save searches for themselves. */
export const canApply: Sentence = anyone
export const canHelpAt = (unitId: string): Sentence => may('jobs.help').within(unitId)
export const canHelpSomewhere: Sentence = may('jobs.help').anywhere

/** An employer decides on its own applicants; an officer for an employer that has no account. */
export const canDecideFor = (unitId: string): Sentence =>
  either(outsider, may('jobs.check').within(unitId))

/** Who works is recorded by themselves, or by a secretary whom they told. */
export const canRecordFor = (personId: string, unitId: string): Sentence =>
  either(is(personId), may('jobs.help').within(unitId))

export const canOrganiseAt = (unitId: string): Sentence => may('campaigns.write').within(unitId)
