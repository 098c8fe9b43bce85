/** The same in both languages of the product. */
export interface Both {
  vi: string
  en: string
}

/** A procedure in plain words. The authority's own page always has the last word. */
export interface Guide {
  /** Code of the catalogue of procedures. */
  procedure: string
  /** The number under which the national public service portal lists it. */
  nationalCode?: string
  /** Who decides, where one goes. */
  where: Both
  steps: readonly Both[]
  papers: readonly Both[]
  /** What the state asks for it; nothing is ever paid to a volunteer. */
  fee: Both
  /** How long it takes. */
  time: Both
  /** The rule that it stands in. */
  rule: string
}

/** The day on which the guides were last compared with the rules. */
export const guidesCheckedOn = '2026-11-27'
