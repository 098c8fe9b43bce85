import type { DecisionRow, ReadRow, TableFault } from './decision-row.ts'
import { takeKind, unionTypeOf } from './place-kinds.ts'
import { readPlaceName } from './place-name.ts'
import { splitMentions } from './split-mentions.ts'

const unchangedWords =
  /(?:giữ nguyên(?: hiện trạng| trạng)?|giữ nguyên|nguyên trạng|nguyên hiện trạng|không (?:thực hiện )?(?:sắp xếp|sáp nhập)|không (?:thay đổi|đổi|biến động))/giu

/** Characters of a cell; the longest that decisions have are a tenth of it. More is not read at all. */
export const longestCell = 10_000

/** Reads a new name and what the cell beside it says. A cell without a name is a fault. */
export function readRow(line: number, newCell: string, oldCell: string): ReadRow {
  const newName = cleanName(newCell.slice(0, longestCell))
  const faults: TableFault[] = []
  if (oldCell.length > longestCell) {
    faults.push({ code: 'predecessors_too_long', params: { name: newName } })
    return { line, newName, predecessors: [], unchanged: false, faults }
  }
  const { unchanged, names } = readUnchanged(oldCell)
  const predecessors = splitMentions(names)
  if (newName === '') faults.push({ code: 'new_name_missing', params: { names: shorten(oldCell) } })
  else if (!hasUnionType(newName))
    faults.push({ code: 'new_type_unknown', params: { name: newName } })
  if (!unchanged && predecessors.length === 0) {
    faults.push({ code: 'predecessors_missing', params: { name: newName } })
  }
  return { line, newName, predecessors, unchanged, faults }
}

function hasUnionType(name: string): boolean {
  const { kind } = takeKind(name)
  return kind !== undefined && unionTypeOf(kind) !== undefined
}

/** `Giữ nguyên`, alone or with the one name that it is about. */
function readUnchanged(cell: string): { unchanged: boolean; names: string } {
  const composed = cell.normalize('NFC')
  const names = composed.replace(unchangedWords, ' ').replace(/\(\s*\)/g, '')
  if (names === composed.replace(/\(\s*\)/g, '')) return { unchanged: false, names: cell }
  return splitMentions(names).length <= 1
    ? { unchanged: true, names }
    : { unchanged: false, names: composed }
}

/** Without its number, its mark for a footnote, and `(mới)` behind it. */
const cleanName = (cell: string) =>
  cell
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .replace(/^\s*(?:\(?\d{1,3}[.)]\s*|[-–•*]\s*)+/u, '')
    .replace(/\(\s*mới\s*\)/iu, '')
    .replace(/^["“\s]+|[\s"”*:;.,]+$/gu, '')

const shorten = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

/** Numbers the rows and says which names are given to two new units. */
export function numberRows(rows: readonly ReadRow[]): DecisionRow[] {
  const first = new Map<string, number>()
  return rows.map((row, index) => {
    const position = index + 1
    const key = keyOf(row.newName)
    const earlier = key === '' ? undefined : first.get(key)
    if (earlier === undefined) first.set(key, position)
    else {
      const params = { name: row.newName, row: earlier }
      return { ...row, position, faults: [...row.faults, { code: 'new_name_twice', params }] }
    }
    return { ...row, position }
  })
}

/** Equal for names that differ by orthography only; another kind makes another name. */
function keyOf(name: string): string {
  if (name === '') return ''
  const { kind, forms } = readPlaceName(name)
  return `${kind} ${forms.ends}`
}
