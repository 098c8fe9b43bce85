import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { BodyBlock } from '../../body.ts'
import type { PaperContent } from './content.ts'

/** docx counts lengths in twentieths of a point. */
const mm = (length: number) => Math.round((length * 1440) / 25.4)
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
}
type Look = {
  bold?: boolean
  italics?: boolean
  size?: number
  underline?: boolean
}

/** Sizes in half points: 26 is 13 points. */
const run = (
  text: string,
  { bold = false, italics = false, size = 26, underline = false }: Look = {},
) =>
  new TextRun({
    text,
    bold,
    italics,
    size,
    ...(underline ? { underline: { type: UnderlineType.SINGLE } } : {}),
  })
const centred = (text: string, look: Look = {}, after = 0) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after },
    children: [run(text, look)],
  })
/** How urgent or secret it is, in a box. */
const marked = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120 },
    children: [
      new TextRun({
        // Spaces that do not break keep the box off the letters.
        text: `\u00a0${text}\u00a0`,
        bold: true,
        size: 24,
        border: { style: BorderStyle.SINGLE, size: 6, space: 2, color: 'auto' },
      }),
    ],
  })
/** A short rule under the line before. */
const ruled = (text: string, look: Look = {}) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [run(text, { ...look, underline: true })],
  })

/** The same paper as a docx that Word and LibreOffice open and change. */
export async function makePaperDocx(paper: PaperContent): Promise<Buffer> {
  const file = new Document({
    title: paper.title,
    creator: 'Xung Kích',
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: 26, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(20), header: mm(10) },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
              }),
            ],
          }),
          first: new Header({ children: [new Paragraph('')] }),
        },
        children: [
          head(paper),
          new Paragraph({ spacing: { after: 120 } }),
          ...(paper.isLetter ? [] : title(paper)),
          ...paper.blocks.map(block),
          new Paragraph({ spacing: { after: 120 } }),
          foot(paper),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

const columns = (left: Paragraph[], right: Paragraph[], widths: [number, number]) =>
  new Table({
    width: { size: mm(160), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [left, right].map(
          (children, i) =>
            new TableCell({
              children,
              borders: noBorders,
              verticalAlign: VerticalAlign.TOP,
              width: { size: mm(widths[i] ?? 80), type: WidthType.DXA },
              margins: { left: 40, right: 40, top: 0, bottom: 0 },
            }),
        ),
      }),
    ],
  })

function head(paper: PaperContent): Table {
  const last = paper.issuer.length - 1
  const left = [
    ...paper.issuer.map((text, i) => centred(text, { bold: i === last, size: 24 })),
    paper.form === 'union' ? centred('***') : centred('–––––––', { size: 16 }),
    centred(paper.numberLine),
    ...(paper.isLetter
      ? [centred(`V/v ${paper.subject}`, { size: 24, italics: paper.form === 'union' })]
      : []),
    ...paper.marks.map(marked),
  ]
  const right =
    paper.form === 'union'
      ? [
          ruled('ĐOÀN TNCS HỒ CHÍ MINH', { bold: true, size: 28 }),
          centred(''),
          centred(paper.placeAndDay, { italics: true }),
        ]
      : [
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 24 }),
          ruled('Độc lập - Tự do - Hạnh phúc', { bold: true }),
          new Paragraph({ spacing: { after: 0 }, children: [run('', { size: 12 })] }),
          centred(paper.placeAndDay, { italics: true }),
        ]
  return columns(left, right, [68, 92])
}

const title = (paper: PaperContent): Paragraph[] => [
  centred(paper.typeName, { bold: true, size: 30 }),
  centred(paper.subject, { bold: true, size: 28 }),
  centred(paper.form === 'union' ? '-----' : '–––––––', { size: 24 }, 240),
]

function block({ kind, text }: BodyBlock): Paragraph {
  const isHead = kind === 'heading' || kind === 'subheading'
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    keepNext: isHead,
    spacing: { before: isHead ? 120 : 0, after: 100, line: 288 },
    indent: kind === 'heading' ? {} : { firstLine: mm(10) },
    children: [run(kind === 'item' ? `- ${text}` : text, { bold: isHead })],
  })
}

const foot = (paper: PaperContent): Table =>
  columns(
    paper.recipients.length > 0
      ? [
          new Paragraph({
            children: [
              run('Nơi nhận:', {
                bold: true,
                size: 24,
                italics: paper.form === 'state',
                underline: paper.form === 'union',
              }),
            ],
          }),
          ...paper.recipients.map(
            (text) => new Paragraph({ children: [run(`- ${text}`, { size: 22 })] }),
          ),
        ]
      : [new Paragraph('')],
    [
      ...paper.signerLines.map((text) => centred(text, { bold: true })),
      ...Array.from({ length: 4 }, () => centred('')),
      centred(paper.signerName, { bold: true }),
    ],
    [70, 90],
  )
