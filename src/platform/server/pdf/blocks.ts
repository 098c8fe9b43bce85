import type { Column, Content, TableCell } from 'pdfmake/interfaces'
import { mm } from './make-pdf.ts'

/** A paragraph as official papers set it: justified, first line indented by 10 mm. */
export const paragraph = (text: string, options: { indent?: boolean } = {}): Content => ({
  text,
  alignment: 'justify',
  leadingIndent: options.indent === false ? 0 : mm(10),
  margin: [0, 0, 0, 5],
})

/** A heading within the text. */
export const heading = (text: string): Content => ({ text, bold: true, margin: [0, 6, 0, 4] })

/** Items with a dash before each. */
export const list = (items: readonly string[]): Content => ({
  stack: items.map((item) => paragraph(`- ${item}`)),
})

export interface Letterhead {
  /** Who issues it, the upper body first; the last line is set in bold. */
  issuer: readonly string[]
  /** Such as `Số: 12-BB/ĐTN`. */
  number?: string
  /** What stands on the right, such as `ĐOÀN TNCS HỒ CHÍ MINH`. */
  motto: string
  /** Place and day, such as `Mèo Vạc, ngày 26 tháng 3 năm 2026`. */
  placeAndDay?: string
}

/** The head of a paper of the Union: who issues it and its number left, the Union's name and the day right. */
export const letterhead = ({ issuer, number, motto, placeAndDay }: Letterhead): Content => ({
  columns: [
    {
      width: '*',
      alignment: 'center',
      stack: [
        ...issuer.map((line, i) => ({ text: line, bold: i === issuer.length - 1 })),
        '***',
        ...(number ? [number] : []),
      ],
    },
    {
      width: '*',
      alignment: 'center',
      stack: [
        { text: motto, bold: true, decoration: 'underline' },
        ...(placeAndDay
          ? [{ text: placeAndDay, italics: true, margin: [0, 8, 0, 0] as Four }]
          : []),
      ],
    },
  ],
  columnGap: mm(4),
  margin: [0, 0, 0, mm(8)],
})

/** The kind of paper and what it is about, in the middle. */
export const paperTitle = (kind: string, about?: string): Content => ({
  alignment: 'center',
  stack: [
    { text: kind.toLocaleUpperCase('vi'), bold: true, fontSize: 15 },
    ...(about ? [{ text: about, bold: true, margin: [mm(10), 2, mm(10), 0] as Four }] : []),
  ],
  margin: [0, 0, 0, mm(6)],
})

type Four = [number, number, number, number]

export interface TableColumn {
  title: string
  /** Points, or a share of what is left (`*`), or as wide as its text (`auto`). */
  width?: number | '*' | 'auto'
  alignment?: 'left' | 'center' | 'right'
}

/** A table with lines, whose head stands again on each page. A row is never cut in two. */
export const table = (
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | number)[])[],
  options: { fontSize?: number } = {},
): Content => ({
  fontSize: options.fontSize ?? 12,
  margin: [0, 4, 0, 8],
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths: columns.map(({ width }) => width ?? '*'),
    body: [
      columns.map(({ title }): TableCell => ({ text: title, bold: true, alignment: 'center' })),
      ...rows.map((row) =>
        columns.map(
          ({ alignment = 'left' }, i): TableCell => ({ text: String(row[i] ?? ''), alignment }),
        ),
      ),
    ],
  },
  layout: { hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
})

export interface SignatureBlock {
  /** Such as `CHỦ TỌA`. */
  role: string
  /** A small line under the role, such as `(Ký, ghi rõ họ tên)`. */
  note?: string
  name: string
}

/** What a signature's picture may take, in points. It hangs from its mark, centred. */
export const signatureBox = { width: 200, height: 64 }

/** The name of the mark in the PDF at which the nth signature (from 1) is to stand. */
export const signatureMark = (n: number): string => `signature-${n}`

/**
 * Who signs, side by side, with room for each signature; all on one page. The places are marked in the
 * PDF by named destinations, so that whoever prepares the signatures finds them. `from` numbers the first.
 */
export const signatures = (blocks: readonly SignatureBlock[], from = 1): Content => ({
  unbreakable: true,
  margin: [0, mm(6), 0, 0],
  columns: blocks.map(
    ({ role, note, name }, i): Column => ({
      width: '*',
      alignment: 'center',
      stack: [
        { text: role.toLocaleUpperCase('vi'), bold: true },
        ...(note ? [{ text: note, italics: true, fontSize: 11 }] : []),
        { text: '\u00a0', fontSize: 2, id: signatureMark(from + i) },
        { text: '', margin: [0, signatureBox.height, 0, 0] },
        { text: name, bold: true },
      ],
    }),
  ),
})

/** A QR code with words beside it. */
export const qrWithText = (address: string, lines: readonly string[], size = 68): Content => ({
  unbreakable: true,
  margin: [0, mm(6), 0, 0],
  columnGap: 8,
  columns: [
    { width: 'auto', qr: address, fit: size, eccLevel: 'M' },
    { width: '*', fontSize: 10, stack: lines.map((text) => ({ text, margin: [0, 1, 0, 0] })) },
  ],
})
