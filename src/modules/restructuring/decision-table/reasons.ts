/** Why a name was taken for a unit without a question. */
export type CertainReason = 'same' | 'without_type' | 'tone_place' | 'i_or_y' | 'qualifier'

/** Why a unit is proposed for a name. */
export type LikelyReason =
  | 'spacing'
  | 'first_letters'
  | 'diacritics'
  | 'no_diacritics'
  | 'farm_left_out'
  | 'one_letter'
  | 'other_type'
  | 'presumed_type'
  | 'row_district'
  | 'row_new_name'
  | 'others_named'
  | 'other_province'

/** Why somebody is asked. */
export type AskReason =
  | 'several'
  | 'elsewhere'
  | 'outside_row'
  | 'claimed'
  | 'claimed_likewise'
  | 'not_found'

/** Why a unit is among those to choose from, where it is not proposed. */
export type CandidateReason = 'near' | 'named_nowhere'

export type ReasonCode = CertainReason | LikelyReason | AskReason | CandidateReason

/** A reason and what its message names: names and kinds as the table and the register write them. */
export interface Reason {
  code: ReasonCode
  params?: Readonly<Record<string, string>>
}

export type MatchStatus = 'certain' | 'likely' | 'ask'

export interface Candidate {
  unitId: string
  reason: Reason
  /** From 0 to 1, to put the nearest first; it says nothing about how probable it is. */
  score: number
}

/** What a written name was taken for. */
export interface MentionMatch {
  /** `certain` needs nobody, `likely` is proposed with its reason, `ask` is for a person. */
  status: MatchStatus
  /** Of a certain or a likely match. */
  unitId?: string
  reason: Reason
  /** The units that it may be, best first. */
  candidates: readonly Candidate[]
}
