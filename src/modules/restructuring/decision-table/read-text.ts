import type { DecisionTable, TableRow } from './decision-row.ts'
import { readCells } from './read-cells.ts'
import { readSentences } from './read-sentences.ts'

/**
 * Reads a table pasted from a sheet or a document: cells parted by tabs, or sentences as a decision
 * has them. Nothing where the text has neither.
 */
export function readText(text: string): DecisionTable | undefined {
  const composed = text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\v/g, '\n')
    .replace(/[^\S\n\t]+/g, ' ')
  const table = composed.includes('\t') ? readCells(cutTabbed(composed)) : undefined
  return table ?? readSentences(composed)
}

/**
 * Rows of cells. A cell with a line end in it comes in quotes from a sheet, and bare from a
 * document: a line without a tab goes on in the cell above it.
 */
function cutTabbed(text: string): TableRow[] {
  const marks = new Map<string, string>()
  const flat = text.replace(/(^|\t|\n)"((?:[^"]|"")*)"(?=\t|\n|$)/g, (_, before, inside) => {
    const mark = `\ue000${marks.size}\ue000`
    marks.set(mark, inside.replaceAll('""', '"'))
    return before + mark
  })
  const rows: { number: number; cells: string[] }[] = []
  let number = 0
  for (const line of flat.split('\n')) {
    number++
    const cells = line
      .split('\t')
      .map((cell) => cell.replace(/\ue000\d+\ue000/g, (mark) => marks.get(mark) ?? ''))
    const last = rows.at(-1)
    if (cells.length === 1 && last && last.cells.length > 1 && line.trim() !== '') {
      last.cells.push(`${last.cells.pop()}\n${cells[0]}`)
    } else if (line.trim() !== '') rows.push({ number, cells })
    number += cells.join('').split('\n').length - 1
  }
  return rows
}
