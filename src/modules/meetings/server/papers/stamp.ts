import { PDF } from '@libpdf/core'
import * as m from '#paraglide/messages.js'
import { dayOf, writtenDay } from '#platform/days.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { makePdf, margins, paperSize } from '#platform/server/pdf/make-pdf.ts'
import { writtenClock } from '../../minutes.ts'

export interface Reader {
  name: string
  at: Date
}

const stampSize = { width: 460, height: 26 }
/** Where the stamp crosses a page, as shares of its height. */
const rows = [0.2, 0.45, 0.7]

/**
 * A confidential paper for one reader: their name and the moment across every page, so that a photograph
 * of it says whose copy it was. A picture becomes a page. Throws RuleBroken `meetings.cannot_stamp` where the
 * PDF cannot be read.
 */
export async function stampFor(
  bytes: Uint8Array,
  extension: string,
  reader: Reader,
): Promise<Uint8Array> {
  const pdf = await load(extension === 'pdf' ? bytes : await pageOf(bytes, extension, reader))
  const [across, below] = await Promise.all(
    ['#e0949f', '#b00020'].map(async (color) =>
      pdf.embedPage(await PDF.load(await makeStamp(reader, color)), 0),
    ),
  )
  if (!across || !below) throw new Error('the stamp has no page')
  for (const page of pdf.getPages()) {
    const scale = Math.min(1, (page.width - 40) / stampSize.width)
    const x = (page.width - stampSize.width * scale) / 2
    for (const row of rows)
      page.drawPage(across, {
        x,
        y: page.height * row,
        scale,
        opacity: 0.5,
        rotate: { angle: 28, origin: 'center' },
      })
    page.drawPage(below, { x, y: 6, scale: scale * 0.9 })
  }
  return pdf.save()
}

async function load(bytes: Uint8Array): Promise<PDF> {
  try {
    return await PDF.load(bytes)
  } catch {
    throw new RuleBroken('meetings.cannot_stamp')
  }
}

/** In Vietnamese whoever reads: it is part of the paper. */
const makeStamp = ({ name, at }: Reader, color: string) =>
  makePdf({
    title: 'stamp',
    at,
    piece: stampSize,
    content: [
      {
        text: m.meetings_stamp(
          { name, day: writtenDay(dayOf(at)), time: writtenClock(at.toISOString()) },
          { locale: 'vi' },
        ),
        color,
        bold: true,
        fontSize: 13,
        alignment: 'center',
        margin: [0, 4, 0, 0],
      },
    ],
  })

const pageOf = (bytes: Uint8Array, extension: string, { at }: Reader) =>
  makePdf({
    title: 'paper',
    at,
    pageNumbers: 'none',
    content: [
      {
        image: `data:image/${extension === 'png' ? 'png' : 'jpeg'};base64,${Buffer.from(bytes).toString('base64')}`,
        fit: [
          paperSize.width - margins.left - margins.right,
          paperSize.height - margins.top - margins.bottom,
        ],
        alignment: 'center',
      },
    ],
  })
