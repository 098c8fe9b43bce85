import {
  heading,
  paragraph,
  qrWithText,
  signatureBox,
  signatureMark,
} from '#platform/server/pdf/blocks.ts'
import { type Content, makePdf, mm } from '#platform/server/pdf/make-pdf.ts'
import type { BodyBlock } from '../../body.ts'
import type { PaperContent } from './content.ts'

type Four = [number, number, number, number]

/** The paper as a PDF in its form. `verify` prints a code by which anybody can check its signatures. */
export function makePaperPdf(
  paper: PaperContent,
  options: { at: Date; verify?: { code: string; address: string } | undefined },
): Promise<Buffer> {
  return makePdf({
    title: paper.title,
    at: options.at,
    content: [
      head(paper),
      ...(paper.isLetter ? [] : [title(paper)]),
      ...paper.blocks.map(block),
      foot(paper),
      ...(options.verify
        ? [
            qrWithText(options.verify.address, [
              'Quét mã để kiểm tra chữ ký số',
              options.verify.code,
            ]),
          ]
        : []),
    ],
  })
}

const line = (length: number): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.7 }],
  alignment: 'center',
  margin: [0, 2, 0, 4],
})

function head(paper: PaperContent): Content {
  const issuer = paper.issuer.map(
    (text, i): Content => ({ text, bold: i === paper.issuer.length - 1, fontSize: 12 }),
  )
  const left: Content[] = [
    ...issuer,
    ...(paper.form === 'union' ? [{ text: '***' } as Content] : [line(60)]),
    { text: paper.numberLine, margin: [0, 2, 0, 0] as Four },
    ...(paper.isLetter
      ? [{ text: `V/v ${paper.subject}`, fontSize: 12, italics: paper.form === 'union' } as Content]
      : []),
    ...paper.marks.map(mark),
  ]
  const placeAndDay: Content = {
    text: paper.placeAndDay,
    italics: true,
    margin: [0, 4, 0, 0] as Four,
  }
  const right: Content[] =
    paper.form === 'union'
      ? [
          { text: 'ĐOÀN TNCS HỒ CHÍ MINH', bold: true, fontSize: 14, decoration: 'underline' },
          { ...placeAndDay, margin: [0, 12, 0, 0] as Four },
        ]
      : [
          { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, fontSize: 12, noWrap: true },
          { text: 'Độc lập - Tự do - Hạnh phúc', bold: true },
          line(150),
          placeAndDay,
        ]
  return {
    columnGap: 8,
    margin: [-mm(5), 0, -mm(5), mm(5)],
    columns: [
      { width: '43%', alignment: 'center', stack: left },
      { width: '57%', alignment: 'center', stack: right },
    ],
  }
}

/** A mark of secrecy or haste, in a frame. */
const mark = (text: string): Content => ({
  margin: [0, 6, 0, 0],
  columns: [
    { width: '*', text: '' },
    {
      width: 'auto',
      table: { body: [[{ text, bold: true, fontSize: 12, margin: [6, 0, 6, 0] as Four }]] },
    },
    { width: '*', text: '' },
  ],
})

const title = (paper: PaperContent): Content => ({
  alignment: 'center',
  margin: [0, 0, 0, mm(5)],
  stack: [
    { text: paper.typeName, bold: true, fontSize: 15 },
    { text: paper.subject, bold: true, fontSize: 14, margin: [mm(8), 2, mm(8), 2] as Four },
    ...(paper.form === 'union' ? [{ text: '-----' } as Content] : [line(80)]),
  ],
})

function block({ kind, text }: BodyBlock): Content {
  switch (kind) {
    case 'heading':
      return heading(text)
    case 'subheading':
      return { text, bold: true, italics: false, margin: [mm(10), 3, 0, 3] as Four }
    case 'item':
      return paragraph(`- ${text}`)
    default:
      return paragraph(text)
  }
}

/** Recipients left, who signs right, with the place where a digital signature is to stand. */
const foot = (paper: PaperContent): Content => ({
  unbreakable: true,
  margin: [0, mm(6), 0, 0],
  columns: [
    {
      width: '45%',
      stack:
        paper.recipients.length > 0
          ? [
              {
                text: 'Nơi nhận:',
                bold: true,
                italics: paper.form === 'state',
                decoration: paper.form === 'union' ? 'underline' : undefined,
                fontSize: 12,
              } as Content,
              ...paper.recipients.map((one): Content => ({ text: `- ${one}`, fontSize: 11 })),
            ]
          : [{ text: '' }],
    },
    {
      width: '55%',
      alignment: 'center',
      stack: [
        ...paper.signerLines.map((text): Content => ({ text, bold: true })),
        { text: '\u00a0', fontSize: 2, id: signatureMark(1) },
        { text: '', margin: [0, signatureBox.height, 0, 0] as Four },
        { text: paper.signerName, bold: true },
      ],
    },
  ],
})
