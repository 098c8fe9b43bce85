import { type Content, makePdf, mm } from './make-pdf.ts'

/** A4 and A3 for a wall, and a card of 90 × 55 mm for a hand. */
export const posterSizes = ['A4', 'A3', 'card'] as const
export type PosterSize = (typeof posterSizes)[number]

export interface Poster {
  size: PosterSize
  /** What it is about, in a few words. */
  heading: string
  /** What somebody must know before they scan; a line each. */
  lines: readonly string[]
  /** What the code holds: a whole address, short, so that the code stays coarse. */
  address: string
  /** Under the code, such as `Quét mã để xem và ứng tuyển`. */
  caption: string
  /** At the foot: who hangs it, and where. */
  footer: string
  /** When it was made; the same poster at the same time gives the same bytes. */
  at: Date
  language?: 'vi' | 'en'
}

const sheet: Record<PosterSize, { width: number; height: number }> = {
  A4: { width: mm(210), height: mm(297) },
  A3: { width: mm(297), height: mm(420) },
  card: { width: mm(90), height: mm(55) },
}

/** The Union's blue, dark enough for white letters. */
const blue = '#0b4ea2'
const scales = [1.3, 1.15, 1, 0.85, 0.7, 0.58, 0.48, 0.4, 0.32]

/**
 * One page to hang up or hand out, with a QR code that any phone reads. Whatever the words, it is one
 * page: long ones are set smaller.
 */
export async function makePoster(poster: Poster): Promise<Buffer> {
  let made: Buffer | undefined
  for (const scale of scales) {
    made = await makePdf({
      title: poster.heading,
      at: poster.at,
      content: poster.size === 'card' ? card(poster, scale) : wall(poster, scale),
      piece: sheet[poster.size],
      ...(poster.language && { language: poster.language }),
    })
    if (pagesOf(made) === 1) return made
  }
  return made as Buffer
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0

type Four = [number, number, number, number]

const bar = (x: number, y: number, width: number, height: number): Content => ({
  canvas: [{ type: 'rect', x: 0, y: 0, w: width, h: height, color: blue }],
  absolutePosition: { x, y },
})

/** How the address stands under its code, for who has no camera at hand. */
const readable = (address: string) => address.replace(/^https?:\/\//, '')

function wall(poster: Poster, scale: number): Content[] {
  const { width, height } = sheet[poster.size]
  // An A3 sheet is an A4 one, grown.
  const k = width / sheet.A4.width
  const side = mm(18) * k
  const size = (points: number) => points * k * scale
  const code = mm(108) * k
  return [
    bar(0, 0, width, mm(9) * k),
    bar(0, height - mm(20) * k, width, mm(20) * k),
    {
      margin: [side, mm(20) * k, side, 0] as Four,
      alignment: 'center',
      stack: [
        { text: poster.heading, bold: true, fontSize: size(38), lineHeight: 1.05, color: blue },
        ...poster.lines.map(
          (text, i): Content => ({
            text,
            fontSize: size(21),
            margin: [0, size(i === 0 ? 14 : 5), 0, 0] as Four,
          }),
        ),
        {
          qr: poster.address,
          fit: code,
          eccLevel: 'M',
          margin: [0, mm(10) * k, 0, 0] as Four,
        },
        {
          text: poster.caption,
          bold: true,
          fontSize: size(24),
          margin: [0, mm(6) * k, 0, 0] as Four,
        },
        { text: readable(poster.address), fontSize: size(15), margin: [0, size(4), 0, 0] as Four },
        // The foot's room: what does not leave it is set smaller.
        { text: '', margin: [0, mm(24) * k, 0, 0] as Four },
      ],
    },
    {
      text: poster.footer,
      color: '#ffffff',
      fontSize: Math.min(14, 1100 / Math.max(60, poster.footer.length)) * k,
      alignment: 'center',
      absolutePosition: { x: 0, y: height - mm(13.5) * k },
    },
  ]
}

function card(poster: Poster, scale: number): Content[] {
  const { width, height } = sheet.card
  const code = mm(31)
  const size = (points: number) => points * scale
  return [
    bar(0, 0, mm(3), height),
    {
      margin: [mm(7), mm(4), mm(4), 0] as Four,
      columnGap: mm(3),
      columns: [
        {
          width: '*',
          stack: [
            { text: poster.heading, bold: true, fontSize: size(13), lineHeight: 1.05, color: blue },
            ...poster.lines.map(
              (text): Content => ({
                text,
                fontSize: size(8.5),
                margin: [0, size(2.5), 0, 0] as Four,
              }),
            ),
            { text: '', margin: [0, mm(7), 0, 0] as Four },
          ],
        },
        {
          width: code,
          alignment: 'center',
          stack: [
            { qr: poster.address, fit: code, eccLevel: 'M' },
            { text: poster.caption, bold: true, fontSize: 7, margin: [0, 3, 0, 0] as Four },
            { text: readable(poster.address), fontSize: 5.5 },
          ],
        },
      ],
    },
    {
      text: poster.footer,
      fontSize: Math.min(7, 420 / Math.max(60, poster.footer.length)),
      absolutePosition: { x: mm(7), y: height - mm(6.5) },
      ...({ width: width - mm(10) } as object),
    },
  ]
}
