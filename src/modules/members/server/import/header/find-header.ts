import { cellText, isFilled, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { type ImportField, joinedBy } from '../../../import-fields.ts'
import { looksLike } from './column-content.ts'
import { fingerprintOf, isAddedColumn } from './header-fingerprint.ts'
import { headerLines, looksLikeNumbering } from './header-lines.ts'
import { type AnyField, type HeaderMatch, type MatchReason, matchHeader } from './match-header.ts'

export interface GuessedColumn {
  /** From 0. */
  index: number
  /** The header as written, its lines joined by ` / `; empty where there is none. */
  header: string
  field?: AnyField
  confidence: number
  reason?: MatchReason
  /** Some of what stands below, for whoever maps the columns by hand. */
  samples: string[]
}

export interface GuessedHeader {
  /** Row numbers as Excel shows them. */
  firstRow: number
  lastRow: number
  columns: GuessedColumn[]
  /** Lines above the header: the title, the unit, the day. */
  titles: string[]
  /** Equal for lists with the same columns; see {@link fingerprintOf}. */
  fingerprint: string
}

/** How far down a header is looked for, and how many rows it may take. */
const depth = { rows: 40, lines: 3 }

/**
 * Finds the header of a list in its first rows: the rows whose cells are the most known names of
 * fields, a name among them. Nothing when no row is like a header; then somebody points at it and
 * {@link headerAt} does the rest.
 */
export function findHeader(rows: readonly RawRow[]): GuessedHeader | undefined {
  let best: { score: number; top: number; lines: number } | undefined
  for (let top = 0; top < Math.min(rows.length, depth.rows); top++) {
    for (let lines = 1; lines <= depth.lines; lines++) {
      const header = rows.slice(top, top + lines)
      if (header.length < lines || !areNeighbours(header)) break
      const score = scoreOf(header)
      if (score > (best?.score ?? 0)) best = { score, top, lines }
    }
  }
  return best && headerAt(rows, best.top, best.lines)
}

/** Reads the header that stands at a place, given by index among the rows and number of rows. */
export function headerAt(rows: readonly RawRow[], top: number, lines: number): GuessedHeader {
  const header = rows.slice(top, top + lines)
  let below = rows.slice(top + lines)
  let lastRow = header.at(-1)?.number ?? 0
  const next = below[0]
  if (next && looksLikeNumbering(next)) {
    lastRow = next.number
    below = below.slice(1)
  }
  const sample = below.slice(0, 40)
  const width = Math.max(...[...header, ...sample].map((row) => row.cells.length))
  const headLines = headerLines(header, width)
  const columns = headLines.map((parts, index): GuessedColumn => {
    const match = parts.length > 0 ? matchHeader(parts) : undefined
    return {
      index,
      header: parts.join(' / '),
      ...(match ?? { confidence: 0 }),
      samples: samplesOf(sample, index),
    }
  })
  mapNames(columns)
  mapAmbiguous(columns)
  mapByContent(columns)
  keepTheSurest(columns)
  return {
    firstRow: header[0]?.number ?? 0,
    lastRow,
    columns,
    titles: rows.slice(0, top).map((row) => row.cells.filter(isFilled).map(cellText).join(' ')),
    fingerprint: fingerprintOf(columns.map((column) => column.header)),
  }
}

const areNeighbours = (rows: readonly RawRow[]) =>
  rows.every((row, i) => i === 0 || row.number === (rows[i - 1]?.number ?? 0) + 1)

function scoreOf(header: readonly RawRow[]): number {
  const width = Math.max(...header.map((row) => row.cells.length))
  const matches = new Map<AnyField, HeaderMatch>()
  let parts = 0
  for (const lines of headerLines(header, width)) {
    if (lines.length === 0) continue
    const match = matchHeader(lines)
    if (match && matches.has(match.field) && match.field in joinedBy) parts += 0.3
    if (match && match.confidence > (matches.get(match.field)?.confidence ?? 0))
      matches.set(match.field, match)
  }
  const name = matches.get('fullName') ?? matches.get('givenName')
  if (!name || (matches.size < 2 && name.confidence < 0.95)) return 0
  let score = parts
  for (const match of matches.values()) score += match.confidence
  return score - 0.2 * (header.length - 1)
}

function samplesOf(rows: readonly RawRow[], index: number): string[] {
  const texts = rows.map((row) => cellText(row.cells[index])).filter(Boolean)
  return texts.slice(0, 20)
}

/** "Tên" is the given name where the family names stand apart, else the whole name. */
function mapNames(columns: GuessedColumn[]): void {
  const has = (field: AnyField) => columns.some((column) => column.field === field)
  const given = columns.find((column) => column.field === 'givenName')
  if (given && !has('familyNames')) {
    assign(given, has('fullName') ? undefined : 'fullName', 0.85, 'neighbour')
  }
  // One header may span both columns of a name.
  const name = columns.find((column) => column.field === 'fullName')
  const after = name && columns[name.index + 1]
  if (name && after?.header === '' && looksLike.givenNames(after.samples, name.samples)) {
    assign(name, 'familyNames', 0.85, 'neighbour')
    assign(after, 'givenName', 0.85, 'neighbour')
  }
}

/** Headers that mean two things: what stands below or beside them decides. */
function mapAmbiguous(columns: GuessedColumn[]): void {
  const has = (field: AnyField) => columns.some((column) => column.field === field)
  // Where nothing has diacritics, "NAM" beside "NGAY" and "THANG" is the year.
  const isYear = !has('birthIfFemale') && has('birthMonth')
  for (const column of columns) {
    const { field, samples } = column
    if (field === 'birthIfMale' && isYear) assign(column, 'birthYear', 0.9, 'neighbour')
    if (field === 'maleMark' && looksLike.dates(samples)) {
      assign(column, 'birthIfMale', 0.85, 'content')
    }
    if (field === 'femaleMark' && looksLike.dates(samples)) {
      assign(column, 'birthIfFemale', 0.85, 'content')
    }
    // "ĐT" heads phones as often as "DT" heads ethnic groups.
    if (field === 'ethnicity' && looksLike.phones(samples)) assign(column, 'phone', 0.85, 'content')
  }
}

/** Columns whose header says nothing, but whose content can be only one thing. */
function mapByContent(columns: GuessedColumn[]): void {
  for (const column of columns) {
    if (column.field) continue
    const field = looksLike.citizenIds(column.samples)
      ? 'citizenId'
      : looksLike.phones(column.samples)
        ? 'phone'
        : looksLike.emails(column.samples)
          ? 'email'
          : undefined
    if (field && !columns.some((other) => other.field === field))
      assign(column, field, 0.5, 'content')
  }
}

/** A field in two columns stays with the surer one, unless its parts are meant to be joined. */
function keepTheSurest(columns: GuessedColumn[]): void {
  const surest = new Map<AnyField, GuessedColumn>()
  for (const column of columns) {
    if (!column.field || isAddedColumn(column.header) || column.field in joinedBy) continue
    const other = surest.get(column.field)
    if (!other) surest.set(column.field, column)
    else if (column.confidence > other.confidence) {
      assign(other, undefined, 0)
      surest.set(column.field, column)
    } else assign(column, undefined, 0)
  }
}

function assign(
  column: GuessedColumn,
  field: ImportField | undefined,
  confidence: number,
  reason?: MatchReason,
) {
  column.field = field
  column.confidence = field ? confidence : 0
  column.reason = field ? reason : undefined
}
