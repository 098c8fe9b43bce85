import type { IsoDay } from '#platform/days.ts'
import type { MeetingKind, RosterMember } from './plan.ts'

export const rulePurposes = ['quorum', 'resolution', 'admission'] as const
/** What a rule is for: that a meeting may be held, that it resolves something, that it admits a member. */
export type RulePurpose = (typeof rulePurposes)[number]

export const ruleBases = ['entitled', 'at_home', 'present'] as const
/**
 * Of whom the part is taken: all who are entitled; those who live in the village (whoever comes although
 * away counts too); those who are present.
 */
export type RuleBase = (typeof ruleBases)[number]

/** A part of a number of people, dated, with where it is written. */
export interface Rule {
  readonly id: string
  readonly kind: MeetingKind
  readonly purpose: RulePurpose
  readonly numerator: number
  readonly denominator: number
  /** More than the part; else at least the part. */
  readonly isStrict: boolean
  readonly base: RuleBase
  /** Whoever is excused is not counted into the base. */
  readonly lessExcused: boolean
  readonly source: string
  readonly validFrom: IsoDay
  readonly validTo: IsoDay | null
}

/** The rule that holds on a day; the one that began last where several do. */
export const ruleOn = (
  rules: readonly Rule[],
  kind: MeetingKind,
  purpose: RulePurpose,
  day: IsoDay,
): Rule | undefined =>
  rules
    .filter(
      (rule) =>
        rule.kind === kind &&
        rule.purpose === purpose &&
        rule.validFrom <= day &&
        (rule.validTo === null || rule.validTo > day),
    )
    .sort((one, other) => (one.validFrom < other.validFrom ? 1 : -1))[0]

/**
 * The least number of people that fulfils a rule, in whole numbers: 2/3 of 12 is 8, more than half of 8
 * is 5. Of nobody it is 1, so that nothing is ever resolved by no one.
 */
export function needed(
  rule: Pick<Rule, 'numerator' | 'denominator' | 'isStrict'>,
  of: number,
): number {
  const whole = Math.floor((of * rule.numerator) / rule.denominator)
  const isExact = (of * rule.numerator) % rule.denominator === 0
  return Math.max(1, isExact && !rule.isStrict ? whole : whole + 1)
}

export interface Quorum {
  readonly rule: Rule | undefined
  /** How many the part is taken of. */
  readonly of: number
  readonly need: number
  readonly have: number
  readonly isReached: boolean
}

/**
 * How a meeting stands with its quorum: "need 8 of 12, 7 are here". Without a rule for the day nothing is
 * needed but somebody; the screen says that there is none.
 */
export function quorumOf(
  rule: Rule | undefined,
  roster: readonly RosterMember[],
  present: ReadonlySet<string>,
  excused: ReadonlySet<string>,
): Quorum {
  const here = roster.filter(({ personId }) => present.has(personId))
  const counted = roster.filter(({ personId, residenceStatus }) => {
    if (present.has(personId)) return true
    if (rule?.base === 'at_home' && (residenceStatus ?? 'at_home') !== 'at_home') return false
    return !(rule?.lessExcused && excused.has(personId))
  })
  const of = rule?.base === 'present' ? here.length : counted.length
  const need = rule ? needed(rule, of) : 1
  return { rule, of, need, have: here.length, isReached: here.length >= need }
}
