import type { TableRow } from './decision-row.ts'
import { plainForm } from './normal-forms.ts'
import { takeKind } from './place-kinds.ts'

/** Where in a sheet the table stands. */
export interface TableColumns {
  /** Index of the first row below the header. */
  from: number
  newColumn: number
  oldColumn: number
  /** The column of ordinal numbers, where there is one. */
  ordinalColumn?: number
  /** How much speaks for it; to choose among sheets. */
  score: number
}

/** How far down a header is looked for, and how many rows it may take. */
const depth = { rows: 40, lines: 3 }

const words = (text: string) =>
  plainForm(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const ordinalHead = /^(?:stt|tt|so tt|so thu tu)$/
/** Columns beside the names: measures, remarks, seats. */
const besides =
  /^ma\b|\b(?:dien tich|dan so|km2?|quy mo|ty le|tru so|noi dat|ghi chu|ma so|ly do|so luong|so dvhc|huyen cu|thuoc)\b/
const oldHead =
  /\b(?:cu|truoc|sap nhap|nhap|hop nhat|hinh thanh tu|tu cac|co so|hien nay|hien tai|hien trang|hien co|cac xa|thanh phan|phuong an|sap xep tu|predecessors?)\b/
const newHead = /\b(?:moi|sau|ten goi|thanh lap|don vi|xa)\b/
const surelyNew = /\b(?:moi|sau|thanh lap)\b/

/**
 * Finds the two columns of a decision's table: by the words of a header of one to three lines, or
 * where there is none by what stands in the cells. Nothing where no two columns are like such a table.
 */
export function findColumns(rows: readonly TableRow[]): TableColumns | undefined {
  let best: TableColumns | undefined
  for (let top = 0; top < Math.min(rows.length, depth.rows); top++) {
    for (let lines = 1; lines <= depth.lines && top + lines <= rows.length; lines++) {
      const found = byHeader(rows, top, lines)
      if (found && found.score > (best?.score ?? 0)) best = found
    }
  }
  return best ?? byContent(rows)
}

function byHeader(rows: readonly TableRow[], top: number, lines: number): TableColumns | undefined {
  const header = rows.slice(top, top + lines)
  const heads = headTexts(header)
  const hasName = (column: number) => header.some(({ cells }) => isName(cells[column]))
  const from = top + lines
  const body = rows.slice(from)
  const names = heads.map((head) => head !== '' && head.length < 120 && !besides.test(head))
  const olds = heads.flatMap((head, i) => (names[i] && isOld(head) ? [i] : []))
  const news = heads.flatMap((head, i) =>
    names[i] && !isOld(head) && newHead.test(head) && !hasName(i) ? [i] : [],
  )
  let best: TableColumns | undefined
  for (const newColumn of news) {
    for (const oldColumn of olds) {
      const { share, good } = agreement(body, newColumn, oldColumn)
      if (share < 0.3) continue
      const said = surelyNew.test(heads[newColumn] ?? '') ? 1 : 0.6
      // A header that is printed again has fewer rows below it.
      const score = 1 + said + share / 2 + (2 * good) / rows.length - 0.1 * (lines - 1)
      if (score > (best?.score ?? 0)) best = { from, newColumn, oldColumn, score }
    }
  }
  const ordinalColumn = heads.findIndex((head) => ordinalHead.test(head))
  return best && { ...best, ordinalColumn: ordinalColumn < 0 ? undefined : ordinalColumn }
}

const isOld = (head: string) => oldHead.test(head) && !/\b(?:moi|sau sap|sau khi)\b/.test(head)

/** The words of each column's header; a cell merged over several columns speaks for all of them. */
function headTexts(rows: readonly TableRow[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, i) => row.cells[i]?.trim() ?? ''),
  )
  lines.slice(0, -1).forEach((upper, at) => {
    let over = ''
    upper.forEach((cell, column) => {
      const goesOn = Boolean(lines[at + 1]?.[column])
      if (cell) over = goesOn ? cell : ''
      else if (goesOn) upper[column] = over
      else over = ''
    })
  })
  return Array.from({ length: width }, (_, i) => words(lines.map((line) => line[i]).join(' ')))
}

/** The columns by content alone: single names in one, several names or `giữ nguyên` in another. */
function byContent(rows: readonly TableRow[]): TableColumns | undefined {
  const width = Math.max(0, ...rows.map((row) => row.cells.length))
  let best: TableColumns | undefined
  for (let newColumn = 0; newColumn < width; newColumn++) {
    for (let oldColumn = 0; oldColumn < width; oldColumn++) {
      if (oldColumn === newColumn) continue
      const { share: score } = agreement(rows, newColumn, oldColumn)
      if (score >= 0.5 && score > (best?.score ?? 0))
        best = { from: 0, newColumn, oldColumn, score }
    }
  }
  if (!best) return undefined
  const ordinals = Array.from({ length: width }, (_, column) => column).filter(
    (column) =>
      rows.filter((row) => /^\d+$/.test(row.cells[column]?.trim() ?? '')).length > rows.length / 2,
  )
  const { newColumn } = best
  const from = rows.findIndex(({ cells }) => isName(cells[newColumn]))
  return { ...best, from: Math.max(0, from), ordinalColumn: ordinals[0] }
}

/** How many of the filled rows have a single name in one cell and several, or `giữ nguyên`, in the other. */
function agreement(rows: readonly TableRow[], newColumn: number, oldColumn: number) {
  let filled = 0
  let good = 0
  for (const { cells } of rows) {
    const one = cells[newColumn]?.trim() ?? ''
    const other = cells[oldColumn]?.trim() ?? ''
    if (one === '' || other === '') continue
    filled++
    const isSingle = hasKind(one) && !/[,;:\n]/.test(one) && /\p{L}/u.test(other) && !isLine(other)
    if (isSingle && (/[,;\n]|\svà\s/.test(other) || isUnchanged(other))) good++
    else if (isSingle && hasKind(other)) good += 0.6
    else if (isSingle) good += 0.3
  }
  return { share: filled === 0 ? 0 : good / filled, good }
}

/** A name and not the head of a column: `Xã Pả Vi`, but not `Xã mới`. */
function isName(cell = ''): boolean {
  const { kind, rest } = takeKind(cell.normalize('NFC').trim())
  return kind !== undefined && /^[\p{Lu}\d]/u.test(rest) && !/^(?:mới|cũ|trước|sau)/iu.test(rest)
}
const hasKind = (text: string) =>
  takeKind(text.normalize('NFC').replace(/^\s*\(?\d{1,3}[.)]\s*/, '')).kind !== undefined
/** `Xã A: xã B`, which is a whole row by itself. */
const isLine = (text: string) => hasKind(text) && /^[^,;\n]*:/.test(text)
const isUnchanged = (text: string) => /^(?:giu nguyen|khong|nguyen)/.test(words(text))
