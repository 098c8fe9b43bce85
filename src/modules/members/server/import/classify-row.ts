import { cellText, isFilled, type RawRow } from '#platform/server/workbook/raw-row.ts'
import type { Columns } from './columns.ts'
import { looksLikeNumbering } from './header/header-lines.ts'
import { plainWords } from './plain-text.ts'

/** What a row below the header is. Whatever is no person is counted and shown, never lost in silence. */
export type RowKind =
  | 'person'
  | 'section'
  | 'repeated_header'
  | 'total'
  | 'footer'
  | 'unused'
  | 'unclear'

/**
 * Tells people from what else stands in a list: headings of branches, the header printed again on
 * each page, totals, signatures, rows that were only numbered in advance. Remembers how far down it
 * is: below a total or a signature line, a lone text is somebody's signature.
 */
export function rowClassifier(columns: Columns): (row: RawRow) => RowKind {
  let belowList = false
  return (row) => {
    const kind = kindOf(row, columns, belowList)
    if (kind === 'total' || kind === 'footer') belowList = true
    else if (kind === 'person' || kind === 'section') belowList = false
    return kind
  }
}

function kindOf(row: RawRow, columns: Columns, belowList: boolean): RowKind {
  const name = columns.name(row)
  if (isHeaderAgain(row, name, columns)) return 'repeated_header'
  const known = columns.filled(row)
  // Most rows end here. A person has something beside the name; sums and headings rarely do.
  if (name && known >= 4) return 'person'
  if (looksLikeNumbering(row)) return 'repeated_header'
  const filled = row.cells.filter(isFilled)
  const words = plainWords(filled.map(cellText).join(' '))
  if (known >= 3 || (name && known >= 2 && !isFooter(words) && !isTotal(words))) return 'person'
  if (isTotal(words)) return 'total'
  if (isFooter(words)) return 'footer'
  if (filled.length <= 2 && isSection(words)) return 'section'
  if (belowList && known <= 2) return 'footer'
  if (known === 0) return isOnlyNumbered(row, columns) ? 'unused' : 'unclear'
  return name || known >= 2 ? 'person' : 'unclear'
}

/** Printed lists repeat their header on each page: the name's header where a name should be. */
function isHeaderAgain(row: RawRow, name: string, columns: Columns): boolean {
  const matches = (text: string, header: string) => {
    const words = plainWords(text)
    return words !== '' && header.split(' / ').some((line) => plainWords(line) === words)
  }
  if (!columns.nameHeaders.some((header) => matches(name, header))) return false
  const same = columns.header.columns.filter(({ index, header }) =>
    matches(cellText(row.cells[index]), header),
  )
  return same.length >= 2 && same.length >= row.cells.filter(isFilled).length - 1
}

const isTotal = (words: string) =>
  /^(\d+ )?(tong|cong|tong so|tong cong|an dinh)\b/.test(words) ||
  /\bdanh sach (nay )?(gom|co) \d/.test(words)

const isFooter = (words: string) =>
  /^(nguoi lap|tm |t m |thay mat|bi thu|pho bi thu|xac nhan|ky ten|noi nhan|thu truong|chu tich|ban chap hanh|bch |ghi chu|luu y|hieu truong|ky va ghi|da ky)/.test(
    words,
  ) ||
  /\bngay( \d{1,2})? thang( \d{1,2})? nam( \d{4})?$/.test(words) ||
  /\b(nguoi lap bieu|ky ghi ro ho ten)\b/.test(words)

const isSection = (words: string) =>
  /^(?:[ivx]{1,4} |\d{1,2} |[a-h] )?(chi doan|doan xa|doan phuong|doan truong|thon|ban|xom|to dan pho|tdp|to \d|truong|lop|xa|phuong|thi tran|don vi)\b/.test(
    words,
  )

/** A row that was numbered in advance and never filled. */
const isOnlyNumbered = (row: RawRow, columns: Columns) => {
  const [first, ...others] = row.cells.flatMap((cell, column) => (isFilled(cell) ? [column] : []))
  return first !== undefined && others.length === 0 && columns.of('orderNumber').includes(first)
}
