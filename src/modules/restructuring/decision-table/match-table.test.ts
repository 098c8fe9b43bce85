import { describe, expect, it } from 'vitest'
import { matchTable } from './match-table.ts'
import { readText } from './read-text.ts'
import { countMatches } from './testing/count-matches.ts'
import { smallTable, smallTableText, smallTruth, smallUnits } from './testing/small-reform.ts'

const read = readText(smallTableText)?.rows ?? []
const table = matchTable(read, smallUnits)

/** What a name of a row was taken for, and why. */
const taken = (row: number, at: number) => {
  const { written, status, unitId, reason } = table.rows[row - 1]!.mentions[at]!
  return [written, status, reason.code, unitId].filter(Boolean).join(' · ')
}

describe('the small reform of our own', () => {
  it('x', () => {
    console.log(
      table.rows.map((r) => r.mentions.map((_, i) => taken(r.position, i)).join('\n')).join('\n'),
    )
    console.log(
      JSON.stringify(
        { ...table, rows: table.rows.map((r) => [r.newUnit, r.keepsNameOf, r.faults]) },
        null,
        1,
      ),
    )
    console.log(
      countMatches(table, (row, at) => smallTruth[row]![at]!),
      smallTable.length,
      read.length,
    )
    expect(1).toBe(1)
  })
})
