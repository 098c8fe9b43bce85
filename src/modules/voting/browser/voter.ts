import { post } from './ask.ts'
import { findPaper, keepPaper, type Paper } from './papers.ts'

/** A vote and for whom: oneself, or somebody who sent one. */
export interface Seat {
  voteId: string
  personId: string
}

/** Whether this device can make ballots at all: not on an address without encryption. */
export const canMakeBallots = (): boolean =>
  typeof crypto !== 'undefined' && Boolean(crypto.subtle) && 'indexedDB' in window

/**
 * Gets a ballot: makes a token, keeps it, has it signed blindly and keeps what came. Asked again after a
 * lost answer it sends the very same. Throws Refused or Unreachable.
 */
export async function receiveBallot(seat: Seat, publicKey: string): Promise<Paper> {
  const { finishBallot, makeBallot } = await import('../ballot/draw.ts')
  const before = await findPaper(seat.voteId, seat.personId)
  if (before && before.stage !== 'unsigned') return before
  // Ballots that nobody else has: the browser is asked not to clear them away.
  void navigator.storage?.persist?.()
  const unsigned = before?.unsigned ?? (await makeBallot(seat.voteId, publicKey))
  await keepPaper(seat.voteId, seat.personId, { stage: 'unsigned', unsigned })
  const { blindSignature } = await post(`/votes/${seat.voteId}/draw`, {
    personId: seat.personId,
    blinded: unsigned.blinded,
  })
  const drawn = await finishBallot(unsigned, String(blindSignature))
  const paper: Paper = { stage: 'drawn', drawn }
  await keepPaper(seat.voteId, seat.personId, paper)
  return paper
}

/** Writes the choice on the ballot; from here on it only has to arrive, and its key is gone. */
export async function fillInBallot(seat: Seat, choice: string): Promise<Paper> {
  const { fillIn } = await import('../ballot/draw.ts')
  const before = await findPaper(seat.voteId, seat.personId)
  if (before?.stage !== 'drawn') throw new Error('There is no ballot to fill in')
  const paper: Paper = { stage: 'filled', ballot: await fillIn(before.drawn, choice) }
  await keepPaper(seat.voteId, seat.personId, paper)
  return paper
}

/**
 * Puts the ballot into the box, without a cookie or anything else that says whose it is. What comes back
 * is the receipt; the choice is then forgotten here. Throws Refused or Unreachable.
 */
export async function sendBallot(seat: Seat): Promise<Paper> {
  const before = await findPaper(seat.voteId, seat.personId)
  if (before?.stage !== 'filled') throw new Error('There is no ballot to send')
  const { code } = await post(`/ballots/${seat.voteId}`, before.ballot, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  })
  const paper: Paper = { stage: 'cast', token: before.ballot.token, code: String(code) }
  await keepPaper(seat.voteId, seat.personId, paper)
  return paper
}
