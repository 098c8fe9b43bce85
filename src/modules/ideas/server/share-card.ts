import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'

/** What Facebook and Zalo show beside a link: 1200 × 630 pixels. */
const [width, height] = [1200, 630]
const margin = 72
const font = 'Card Latin, Card Vietnamese'
let hasFonts = false

export interface ShareCard {
  /** What it is, above the title. */
  eyebrow: string
  title: string
  /** Who, and where. */
  by: string
  /** At the foot: the category, how many support it. */
  foot: string
  /** The product's name. */
  name: string
}

/** Draws the picture of a shared idea as PNG. The fonts are files of the design system, given once. */
export async function drawShareCard(
  card: ShareCard,
  fonts: () => Promise<[Buffer, Buffer]>,
): Promise<Buffer> {
  if (!hasFonts) {
    const [latin, vietnamese] = await fonts()
    GlobalFonts.register(latin, 'Card Latin')
    GlobalFonts.register(vietnamese, 'Card Vietnamese')
    hasFonts = true
  }
  const canvas = createCanvas(width, height)
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = '#0a4fa6'
  drawing.fillRect(0, 0, width, height)
  drawing.fillStyle = '#ffc53d'
  drawing.beginPath()
  drawing.moveTo(0, height - 14)
  drawing.lineTo(width * 0.46, height - 14)
  drawing.lineTo(width * 0.455, height)
  drawing.lineTo(0, height)
  drawing.fill()

  write(drawing, 30, '#ffd97a', card.eyebrow, margin, 100)
  const { size, lines } = fitTitle(drawing, card.title)
  lines.forEach((line, index) => {
    write(drawing, size, '#ffffff', line, margin, 130 + size * 1.05 + index * size * 1.28)
  })
  write(drawing, 32, '#dce8f8', shorten(drawing, card.by, 32), margin, height - 132)
  write(
    drawing,
    28,
    '#dce8f8',
    shorten(drawing, card.foot, 28, width - 2 * margin - 240),
    margin,
    height - 76,
  )
  drawing.font = `600 28px ${font}`
  write(
    drawing,
    28,
    '#ffffff',
    card.name,
    width - margin - drawing.measureText(card.name).width,
    height - 76,
  )
  return canvas.encode('png')
}

function write(
  drawing: SKRSContext2D,
  size: number,
  colour: string,
  text: string,
  x: number,
  y: number,
) {
  drawing.font = `600 ${size}px ${font}`
  drawing.fillStyle = colour
  drawing.fillText(text, x, y)
}

/** The largest letters in which a title fits four lines; what is too long even so is cut. */
function fitTitle(drawing: SKRSContext2D, title: string): { size: number; lines: string[] } {
  for (const size of [64, 56, 48]) {
    drawing.font = `600 ${size}px ${font}`
    const lines = wrap(drawing, title)
    if (lines.length <= 4 && lines.length * size * 1.28 <= 320) return { size, lines }
  }
  const lines = wrap(drawing, title).slice(0, 5)
  const last = lines.pop() ?? ''
  return { size: 48, lines: [...lines, `${last.replace(/\s+\S*$/, '')}…`] }
}

function wrap(drawing: SKRSContext2D, text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word
    if (drawing.measureText(longer).width > width - 2 * margin && line) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line ? [...lines, line] : lines
}

function shorten(
  drawing: SKRSContext2D,
  text: string,
  size: number,
  most = width - 2 * margin,
): string {
  drawing.font = `600 ${size}px ${font}`
  let short = text
  while (drawing.measureText(short).width > most && short.length > 4)
    short = `${short.slice(0, -2)}…`
  return short
}
