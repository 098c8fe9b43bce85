import type { DecisionRow, TableFault } from './decision-row.ts'
import { findOptions, type Reading } from './find-options.ts'
import { matchReading } from './match-mention.ts'
import type { WrittenMention } from './mention.ts'
import { type NewUnit, readNewUnit } from './new-unit.ts'
import { takeKind } from './place-kinds.ts'
import { readPlaceName } from './place-name.ts'
import type { Candidate, MatchStatus, MentionMatch } from './reasons.ts'
import { contextOf, districtsOfName } from './row-context.ts'
import { type TableFacts, tableFacts } from './table-facts.ts'
import { indexUnits, type KnownUnit, type UnitOfTheDay } from './unit-index.ts'

export interface MatchedMention extends WrittenMention, MentionMatch {}

/** A row with the units that it is about. */
export interface MatchedRow {
  position: number
  line: number
  newUnit: NewUnit
  unchanged: boolean
  /** Of an unchanged row: the one unit that goes on. */
  mentions: readonly MatchedMention[]
  /** The predecessor that the table or the register calls like the new unit; types apart. */
  keepsNameOf: string | null
  faults: readonly TableFault[]
}

export interface MatchedTable extends TableFacts {
  rows: readonly MatchedRow[]
  /** How many names are certain, proposed, and asked. */
  counts: Readonly<Record<MatchStatus, number>>
}

/** A mention on its way through the table. */
interface Draft {
  mention: WrittenMention
  reading: Reading
  match: MentionMatch
}

/**
 * Matches a whole table: what is certain in one place says where the rest of its row lies, and what
 * is left for the others. The rows stay in their order; nothing is refused, faults are said.
 */
export function matchTable(
  rows: readonly DecisionRow[],
  units: readonly UnitOfTheDay[],
): MatchedTable {
  const known = indexUnits(units)
  const byId = new Map(known.map((unit) => [unit.id, unit]))
  const alone = rows.map((row) =>
    mentionsOf(row).map((mention): Draft => {
      const reading = findOptions(mention, known)
      return { mention, reading, match: matchReading(reading) }
    }),
  )
  const newNames = rows.map((row) =>
    row.unchanged ? new Set<string>() : districtsOfName(row.newName, known),
  )
  // Twice: what the first look at a row leaves uncertain must not speak for the rest of it.
  const together = weigh(weigh(alone, newNames, byId), newNames, byId)
  settleRivals(together.flat())
  offerUnnamed(together, newNames, known, byId)
  const matched = rows.map((row, at) => finishRow(row, together[at] ?? [], byId))
  const { faults, ...facts } = tableFacts(matched, known)
  const all = matched.flatMap((row) => row.mentions)
  const count = (status: MatchStatus) => all.filter((each) => each.status === status).length
  return {
    ...facts,
    rows: matched.map((row) => ({
      ...row,
      faults: [...row.faults, ...(faults.get(row.position) ?? [])],
    })),
    counts: { certain: count('certain'), likely: count('likely'), ask: count('ask') },
  }
}

/** What a row names; "giữ nguyên" means the unit that bears the row's own name. */
function mentionsOf(row: DecisionRow): WrittenMention[] {
  if (!row.unchanged || row.predecessors.length > 0) return row.predecessors
  if (row.newName === '') return []
  const { kind } = takeKind(row.newName)
  return [{ written: row.newName, kind, isPresumed: false, part: false }]
}

const certainOf = (drafts: readonly Draft[], byId: Map<string, KnownUnit>) =>
  drafts.flatMap(({ match }) =>
    match.status === 'certain' && match.unitId ? (byId.get(match.unitId) ?? []) : [],
  )

/** Looks at each mention anew with what the others of its row and of the table certainly are. */
function weigh(
  table: readonly (readonly Draft[])[],
  newNames: readonly ReadonlySet<string>[],
  byId: Map<string, KnownUnit>,
): Draft[][] {
  const claims = Map.groupBy(table.flat(), ({ match }) =>
    match.status === 'certain' ? match.unitId : undefined,
  )
  return table.map((drafts, at) =>
    drafts.map((draft) => {
      const others = drafts.filter((other) => other !== draft)
      const row = contextOf(certainOf(others, byId), newNames[at] ?? new Set())
      const claimed = new Set<string>()
      // What it claims itself is no rival to it.
      for (const [unitId, claimants] of claims) {
        if (unitId && claimants.some((each) => each !== draft)) claimed.add(unitId)
      }
      return { ...draft, match: matchReading(draft.reading, { row, claimed }) }
    }),
  )
}

/** A unit proposed for two names that are written differently can be only one of them: both are asked. */
function settleRivals(drafts: readonly Draft[]): void {
  const proposed = Map.groupBy(
    drafts.filter(({ match }) => match.status === 'likely'),
    ({ match }) => match.unitId,
  )
  for (const rivals of proposed.values()) {
    const names = new Map(
      rivals.map(({ mention, reading }) => [
        `${reading.kind} ${reading.place.forms.ends}`,
        mention.written,
      ]),
    )
    if (names.size < 2) continue
    const params = { names: [...names.values()].join(', ') }
    for (const rival of rivals) {
      const { candidates } = rival.match
      rival.match = { status: 'ask', reason: { code: 'claimed_likewise', params }, candidates }
    }
  }
}

/** Where a name has to be asked for, the units of the row's district that nobody names are shown too. */
function offerUnnamed(
  table: readonly Draft[][],
  newNames: readonly ReadonlySet<string>[],
  known: readonly KnownUnit[],
  byId: Map<string, KnownUnit>,
): void {
  const named = new Set(table.flat().map(({ match }) => match.unitId))
  const unnamed = known.filter(({ id }) => !named.has(id))
  table.forEach((drafts, at) => {
    const certain = contextOf(certainOf(drafts, byId), new Set()).districts
    const districts = certain.size > 0 ? certain : newNames[at]
    for (const draft of drafts) {
      if (draft.match.status !== 'ask') continue
      const shown = new Set(draft.match.candidates.map(({ unitId }) => unitId))
      const offered = unnamed
        .filter(({ id, districtId }) => !shown.has(id) && districts?.has(districtId ?? ''))
        .slice(0, 5)
        .map((unit): Candidate => {
          const params = { district: unit.district?.name ?? '' }
          return { unitId: unit.id, reason: { code: 'named_nowhere', params }, score: 0.2 }
        })
      draft.match = { ...draft.match, candidates: [...draft.match.candidates, ...offered] }
    }
  })
}

function finishRow(
  row: DecisionRow,
  drafts: readonly Draft[],
  byId: Map<string, KnownUnit>,
): MatchedRow {
  const { ends } = readPlaceName(row.newName).forms
  const keeps = drafts.find(({ match, reading }) => {
    const names = [reading.place, byId.get(match.unitId ?? '')?.place]
    return match.unitId && names.some((name) => name?.forms.ends === ends)
  })
  return {
    position: row.position,
    line: row.line,
    newUnit: readNewUnit(row.newName),
    unchanged: row.unchanged,
    mentions: drafts.map(({ mention, match }) => ({ ...mention, ...match })),
    keepsNameOf: keeps?.match.unitId ?? null,
    faults: row.faults,
  }
}
