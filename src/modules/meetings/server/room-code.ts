import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from '#platform/server/context.ts'

/** How long a code of the room's screen lasts; the one before it is still taken. */
const windowMs = 30_000
const takenWindows = 3

/**
 * The code that a room's screen shows now: only this installation can make it, and a photograph of it is
 * worth nothing a minute and a half later. Where the phone stands is never asked.
 */
export function roomCode(ctx: Pick<Context, 'sealer' | 'now'>, meetingId: string, ago = 0): string {
  const window = Math.floor(ctx.now().getTime() / windowMs) - ago
  const signature = ctx.sealer.signerFor('meeting-room').sign(`XKM1.${meetingId}.${window}`)
  return createHash('sha256').update(signature).digest('base64url').slice(0, 16)
}

export function isRoomCode(
  ctx: Pick<Context, 'sealer' | 'now'>,
  meetingId: string,
  code: string,
): boolean {
  const given = Buffer.from(code)
  return Array.from({ length: takenWindows }, (_, ago) =>
    Buffer.from(roomCode(ctx, meetingId, ago)),
  ).some((known) => known.length === given.length && timingSafeEqual(known, given))
}

/** Seconds until the next code. */
export const secondsLeft = (now: Date): number =>
  Math.ceil((windowMs - (now.getTime() % windowMs)) / 1000)
