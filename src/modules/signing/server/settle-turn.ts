import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { Conflict } from '#platform/server/errors.ts'
import type { Turn } from './turn.ts'

export type Settlement =
  | {
      kind: 'signed'
      attemptId: string
      certificateId: string
      stored: { sha256: string; size: number }
    }
  | { kind: 'declined'; reason: string }

/**
 * Writes the outcome of a turn into the signer, the paper and the begun signature. One statement: the walls
 * of all three ask whose turn it is, which none of them may answer differently half-way.
 */
export async function settleTurn(
  ctx: CommandContext,
  turn: Turn,
  outcome: Settlement,
): Promise<void> {
  const now = ctx.now().toISOString()
  const isSigned = outcome.kind === 'signed'
  const reason = isSigned ? null : outcome.reason
  const isOver = !isSigned || turn.isLast
  const file = isSigned ? outcome.stored : null
  const attempts = isSigned
    ? sql`id = ${outcome.attemptId}`
    : sql`request_id = ${turn.requestId} and person_id = ${turn.personId}`
  const { rows } = await sql<{ papers: number; signers: number }>`
    with paper as (
      update signing.request
         set sha256 = coalesce(${file?.sha256 ?? null}, sha256), size = coalesce(${file?.size ?? null}::int, size),
             state = case when ${isOver} then ${outcome.kind} else state end,
             ended_at = case when ${isOver} then ${now}::timestamptz end, end_reason = ${reason}
       where id = ${turn.requestId} and state = 'open' returning id
    ), signer as (
      update signing.signer
         set state = ${outcome.kind}, reason = ${reason}, sha256 = ${file?.sha256 ?? null},
             signed_at = ${isSigned ? now : null}::timestamptz,
             certificate_id = ${isSigned ? outcome.certificateId : null}::uuid
       where request_id = ${turn.requestId} and position = ${turn.position} returning position
    ), attempt as (
      update signing.attempt set state = ${isSigned ? 'done' : 'over'}, ended_at = ${now}::timestamptz
       where ${attempts} and state = 'open'
    )
    select (select count(*)::int from paper) as papers, (select count(*)::int from signer) as signers`.execute(
    ctx.db,
  )
  if (rows[0]?.papers !== 1 || rows[0].signers !== 1) throw new Conflict('conflict')
}
