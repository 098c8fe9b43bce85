import * as m from '#paraglide/messages.js'
import type { Base, Kind, Method, Rule, Threshold } from '../counting/types.ts'
import type { VoteState } from '../states.ts'
import { errorCodes } from './refusals.ts'

export const methodName: Record<Method, () => string> = {
  hands: m.voting_method_hands,
  open: m.voting_method_open,
  secret: m.voting_method_secret,
}

export const kindName: Record<Kind, () => string> = {
  motion: m.voting_kind_motion,
  election: m.voting_kind_election,
}

export const stateName: Record<VoteState, () => string> = {
  draft: m.voting_state_draft,
  handing_out: m.voting_state_handing_out,
  casting: m.voting_state_casting,
  counting: m.voting_state_casting,
  closed: m.voting_state_closed,
  cancelled: m.voting_state_cancelled,
}

export const stateTone = {
  draft: 'neutral',
  handing_out: 'accent',
  casting: 'success',
  counting: 'success',
  closed: 'info',
  cancelled: 'warning',
} as const satisfies Record<VoteState, string>

export const baseName: Record<Base, () => string> = {
  present: m.voting_base_present,
  entitled: m.voting_base_entitled,
  valid: m.voting_base_valid,
  cast: m.voting_base_cast,
}

/** A share in words: "trên 1/2 số người có mặt". */
const share = ({ num, den, atLeast }: Threshold, base: string): string =>
  atLeast
    ? m.voting_share_at_least({ share: `${num}/${den}`, base })
    : m.voting_share_more({ share: `${num}/${den}`, base })

export const ruleInWords = (rule: Rule): string => share(rule.threshold, baseName[rule.base]())
export const quorumInWords = (rule: Rule): string => share(rule.quorum, m.voting_base_entitled())

const motionNames: Record<string, () => string> = {
  approve: m.voting_approve,
  against: m.voting_against,
  abstain: m.voting_abstain,
}

/** A choice as it is read out; an election's names the candidates. */
export function choiceInWords(
  kind: Kind,
  choice: string,
  candidates: readonly { number: number; name: string }[],
): string {
  if (kind === 'motion') return motionNames[choice]?.() ?? choice
  if (choice === '') return m.voting_blank()
  const numbers = choice.split(',').map(Number)
  return numbers
    .map((number) => candidates.find((one) => one.number === number)?.name ?? String(number))
    .join(', ')
}

/** What a refused voter is told. */
export const refusalInWords = (code: string): string => errorCodes[code]?.() ?? m.error_unexpected()
