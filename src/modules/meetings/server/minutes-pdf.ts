import * as m from '#paraglide/messages.js'
import type { Context } from '#platform/server/context.ts'
import {
  heading,
  letterhead,
  paperTitle,
  paragraph,
  qrWithText,
  signatures,
} from '#platform/server/pdf/blocks.ts'
import { type Content, makePdf } from '#platform/server/pdf/make-pdf.ts'
import { stateOf } from '../state.ts'
import { getMinutes } from './minutes.ts'

/** The paper of a meeting's minutes as they stand, without a code to check them by. Throws NotFound. */
export async function readMinutesPdf(ctx: Context, meetingId: string): Promise<Buffer> {
  const { meeting, plan, events, text } = await getMinutes(ctx, meetingId)
  const { chairId, secretaryId } = stateOf(plan, events)
  const nameOf = (id: string | null) =>
    plan.roster.find(({ personId }) => personId === id)?.name ?? ''
  return makeMinutesPdf({
    title: meeting.title,
    unitName: meeting.unitName,
    parentName: plan.parentName,
    heldOn: meeting.heldOn,
    text,
    secretary: nameOf(secretaryId),
    chair: nameOf(chairId),
    at: meeting.frozenAt ?? ctx.now(),
  })
}

const vi = { locale: 'vi' } as const

export interface MinutesPaper {
  title: string
  unitName: string
  parentName: string | null
  heldOn: string
  text: string
  secretary: string
  chair: string
  /** Where it can be checked whether it is authentic, once it is to be signed. */
  check?: { address: string; code: string }
  at: Date
}

/**
 * Minutes in the form of the Union's papers: who issues them, what they are of, the text, room for the
 * secretary's signature and then the chair's, and a QR code to the page that says whether they are authentic.
 */
export function makeMinutesPdf(paper: MinutesPaper): Promise<Buffer> {
  const [year = '', month = '', day = ''] = paper.heldOn.split('-')
  const signers = [
    { role: m.meetings_print_secretary({}, vi), name: paper.secretary },
    { role: m.meetings_print_chair({}, vi), name: paper.chair },
  ]
  return makePdf({
    title: `${m.meetings_print_kind({}, vi)} – ${paper.title}`,
    author: paper.unitName,
    at: paper.at,
    content: [
      letterhead({
        issuer: [paper.parentName, paper.unitName].flatMap((line) =>
          line ? [line.toLocaleUpperCase('vi')] : [],
        ),
        motto: m.meetings_print_organisation({}, vi).toLocaleUpperCase('vi'),
        placeAndDay: m.meetings_print_day({ day, month, year }, vi),
      }),
      paperTitle(m.meetings_print_kind({}, vi), paper.title),
      ...paper.text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(block),
      signatures(signers),
      ...(paper.check
        ? [
            qrWithText(paper.check.address, [
              m.meetings_print_check({}, vi),
              paper.check.address,
              m.meetings_print_code({ code: paper.check.code }, vi),
            ]),
          ]
        : []),
    ],
  })
}

const block = (line: string): Content =>
  /^[IVX]+\. /.test(line)
    ? heading(line)
    : /^\d+\. /.test(line)
      ? { text: line, bold: true, margin: [0, 2, 0, 3] }
      : paragraph(line)
