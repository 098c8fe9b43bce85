import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import { longest } from '../../../import-shapes.ts'
import { plainLetters } from '../plain-text.ts'
import { ethnicGroups, religions } from './ethnic-groups.ts'
import { readText } from './read-text.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

const byLetters = (list: readonly [string, ...string[]][]) =>
  new Map(
    list.flatMap(([name, ...others]) => [name, ...others].map((way) => [plainLetters(way), name])),
  )

const groups = byLetters(ethnicGroups)
const faiths = byLetters(religions)

/** Reads an ethnic group into its official name; what is not on the list is kept as written and said. */
export function readEthnicity(cell: RawCell | undefined): Reading<string> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  const letters = plainLetters(written).replace(/^(nguoi)?(dantoc|dt(?=[a-z]{3}))?/, '')
  const name = groups.get(letters)
  if (name) return read(name)
  if (written.length > longest.ethnicity) {
    return unread('value_too_long', { most: longest.ethnicity })
  }
  return read(written, { code: 'ethnicity_unknown', params: { value: written } })
}

/** Reads a religion; there is no closed list, so what is not known is kept as written. */
export function readReligion(cell: RawCell | undefined): Reading<string> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  const name = faiths.get(plainLetters(written))
  if (name) return read(name)
  return readText(written, longest.religion)
}
