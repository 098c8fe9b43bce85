import type { MatchedTable } from '../match-table.ts'

/** How the names of a table were matched, held against the truth. */
export interface MatchCounts {
  withoutQuestion: number
  certainlyWrong: number
  proposedRightly: number
  proposedWrongly: number
  asked: number
}

/** Counts a table's matches; `truth` gives the unit that a name means, or null for none. */
export function countMatches(
  table: MatchedTable,
  truth: (row: number, mention: number) => string | null,
): MatchCounts {
  const counts = {
    withoutQuestion: 0,
    certainlyWrong: 0,
    proposedRightly: 0,
    proposedWrongly: 0,
    asked: 0,
  }
  table.rows.forEach(({ mentions }, row) => {
    mentions.forEach(({ status, unitId }, at) => {
      const isRight = unitId === truth(row, at)
      if (status === 'ask') counts.asked++
      else if (status === 'likely') counts[isRight ? 'proposedRightly' : 'proposedWrongly']++
      else counts[isRight ? 'withoutQuestion' : 'certainlyWrong']++
    })
  })
  return counts
}
