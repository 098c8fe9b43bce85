import QRCode from 'qrcode'
import type { Context } from '#platform/server/context.ts'
import type { Quorum } from '../quorum.ts'
import { presentIn, quorumIn, stateOf } from '../state.ts'
import { loadMeeting } from './plan.ts'
import { canRunMeetingsAt } from './policy.ts'
import { roomCode, secondsLeft } from './room-code.ts'

export interface Room {
  title: string
  unitName: string
  phase: 'planned' | 'open' | 'closed'
  quorum: Quorum
  present: number
  current: { number: number; title: string } | null
  /** The latest show of hands of the current point. */
  hands: {
    question: string
    for: number
    against: number
    abstain: number
    isCarried: boolean
  } | null
  /** A picture of the code by which one checks in, and in how many seconds the next one comes. */
  qr: string
  seconds: number
}

/** What the room's screen shows. For those who run the meeting. Throws Forbidden, NotFound. */
export async function getRoom(ctx: Context, meetingId: string, origin: string): Promise<Room> {
  const { meeting, plan, events } = await loadMeeting(ctx, meetingId)
  await ctx.authorize(canRunMeetingsAt(meeting.unitId))
  const state = stateOf(plan, events)
  const index = state.items.findIndex(({ item }) => item.id === state.currentItemId)
  const current = state.items[index]
  const hands = current?.hands.at(-1)
  const address = `${origin}/meetings/${meeting.id}/here?code=${roomCode(ctx, meeting.id)}`
  const drawn = await QRCode.toString(address, {
    type: 'svg',
    margin: 2,
    errorCorrectionLevel: 'M',
  })
  return {
    title: meeting.title,
    unitName: meeting.unitName,
    phase: state.phase,
    quorum: quorumIn(plan, state),
    present: presentIn(state).size,
    current: current ? { number: index + 1, title: current.item.title } : null,
    hands: hands
      ? {
          question: hands.body.question,
          for: hands.body.for,
          against: hands.body.against,
          abstain: hands.body.abstain,
          isCarried: hands.isCarried,
        }
      : null,
    qr: `data:image/svg+xml,${encodeURIComponent(drawn)}`,
    seconds: secondsLeft(ctx.now()),
  }
}
