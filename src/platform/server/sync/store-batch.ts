import { sql } from 'kysely'
import { dayOf } from '../../days.ts'
import { uuidv7 } from '../../uuid.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditNote } from '../command.ts'
import type { Context } from '../context.ts'
import type { Device } from './batch.ts'
import { concealed, revealed } from './content.ts'
import { type FieldAnswer, refused, type SyncHandler } from './handler.ts'
import type { Incoming } from './read-records.ts'

interface WaitingRow {
  record_id: string
  target_id: string
  device_id: string
  seq: number
  kind: string
  happened_at: string
  body: unknown
}

interface Opened {
  known: Record<string, string>
  waiting: WaitingRow[]
  refused: string[]
}

export interface StoredBatch {
  answers: Map<string, FieldAnswer>
  receivedUpTo: number
}

/** What a batch leaves behind beside its records. */
interface Outcome {
  receipts: Incoming[]
  refusals: { record: Incoming; reason: string }[]
  waiting: { record: Incoming; target: string }[]
  mended: string[]
}

/**
 * Stores a batch in the open transaction and answers each record: the records by their handlers, each
 * called once, then receipts, refusals, the device's numbers and the audit. Eight statements and
 * those of the handlers, however many records.
 */
export async function storeBatch(
  ctx: Context,
  handlers: readonly SyncHandler[],
  device: Device,
  records: readonly Incoming[],
  seqs: readonly number[],
): Promise<StoredBatch> {
  const { rows } = await sql<Opened>`
    select known, waiting, refused from sync.open_batch(${records.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  const opened = rows[0] ?? { known: {}, waiting: [], refused: [] }
  const answers = new Map<string, FieldAnswer>()
  for (const record of records) {
    const answer = answerWithoutLooking(record, opened.known[record.id])
    if (answer) answers.set(record.id, answer)
  }
  const fresh = records.filter(({ id }) => !answers.has(id))
  for (const handler of handlers) await applyHandler(ctx, handler, fresh, answers)

  const outcome = sortOut(records, answers, opened)
  const late = opened.waiting.filter(({ target_id }) => answers.get(target_id)?.status === 'stored')
  if (late.length > 0) await applyWaiting(ctx, handlers, late)
  await writeSeldom(ctx, handlers, device, outcome)
  const receivedUpTo = await writeReceipts(ctx, device, outcome.receipts, seqs)
  const notes = auditNotes(device, records, answers)
  if (notes.length > 0) await recordAudit(ctx.db, ctx, 'sync.receive', notes)
  return { answers, receivedUpTo }
}

function answerWithoutLooking(
  record: Incoming,
  known: string | undefined,
): FieldAnswer | undefined {
  if (known === undefined) return record.refusal
  return known === record.digest ? { status: 'known' } : refused('sync.changed_after_storing')
}

async function applyHandler(
  ctx: Context,
  handler: SyncHandler,
  fresh: readonly Incoming[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  const own = fresh.flatMap((one) => (one.handler === handler && one.record ? [one.record] : []))
  if (own.length === 0) return
  const given = await handler.apply(ctx, own)
  for (const { id } of own) {
    const answer = given.get(id)
    if (!answer) throw new Error(`The handler of ${handler.kind} left a record unanswered`)
    answers.set(id, answer)
  }
}

function sortOut(
  records: readonly Incoming[],
  answers: Map<string, FieldAnswer>,
  opened: Opened,
): Outcome {
  const outcome: Outcome = { receipts: [], refusals: [], waiting: [], mended: [] }
  for (const record of records) {
    const answer = answers.get(record.id)
    if (answer?.status === 'refused') outcome.refusals.push({ record, reason: answer.reason })
    else if (opened.known[record.id] === undefined) outcome.receipts.push(record)
    if (answer?.status === 'waits') outcome.waiting.push({ record, target: answer.for })
  }
  const before = new Set(opened.refused)
  outcome.mended = outcome.receipts.map(({ id }) => id).filter((id) => before.has(id))
  return outcome
}

/** Applies what had come before the records that it speaks of; what is refused now is kept so. */
async function applyWaiting(
  ctx: Context,
  handlers: readonly SyncHandler[],
  late: readonly WaitingRow[],
): Promise<void> {
  for (const handler of handlers) {
    const rows = late.filter(({ kind }) => kind === handler.kind)
    if (rows.length === 0) continue
    const records = rows.map((row) => {
      const happenedAt = new Date(row.happened_at)
      const body = handler.shape.parse(revealed(row.body, ctx.sealer))
      return {
        id: row.record_id,
        deviceId: row.device_id,
        seq: row.seq,
        happenedAt,
        happenedOn: dayOf(happenedAt),
        body,
      }
    })
    const answers = await handler.apply(ctx, records)
    for (const row of rows) {
      const answer = answers.get(row.record_id)
      if (answer?.status !== 'refused') continue
      await ctx.db
        .insertInto('sync.refusal')
        .values({
          id: uuidv7(ctx.now().getTime()),
          recordId: row.record_id,
          accountId: ctx.actor.accountId ?? '',
          deviceId: row.device_id,
          seq: row.seq,
          kind: row.kind,
          reason: answer.reason,
          happenedAt: row.happened_at,
          body: JSON.stringify(row.body),
        })
        .onConflict((it) => it.doNothing())
        .execute()
    }
  }
  await ctx.db
    .deleteFrom('sync.waiting')
    .where(
      'recordId',
      'in',
      late.map((row) => row.record_id),
    )
    .execute()
}

/** Refusals, what waits, and what has been mended: most batches have none of them. */
async function writeSeldom(
  ctx: Context,
  handlers: readonly SyncHandler[],
  device: Device,
  outcome: Outcome,
): Promise<void> {
  const accountId = ctx.actor.accountId ?? ''
  const bodyOf = ({ sent, kind }: Incoming) => {
    const sensitive = handlers.find((one) => one.kind === kind)?.sensitive ?? []
    return JSON.stringify(concealed(sent, sensitive, ctx.sealer))
  }
  if (outcome.refusals.length > 0) {
    await ctx.db
      .insertInto('sync.refusal')
      .values(
        outcome.refusals.map(({ record, reason }) => ({
          id: uuidv7(ctx.now().getTime()),
          recordId: record.id,
          accountId,
          deviceId: device.id,
          seq: record.seq,
          kind: record.kind,
          reason,
          happenedAt: record.happenedAt,
          body: bodyOf(record),
        })),
      )
      .onConflict((it) => it.doNothing())
      .execute()
  }
  if (outcome.waiting.length > 0) {
    await ctx.db
      .insertInto('sync.waiting')
      .values(
        outcome.waiting.map(({ record, target }) => ({
          recordId: record.id,
          targetId: target,
          accountId,
          deviceId: device.id,
          seq: record.seq,
          kind: record.kind,
          happenedAt: record.happenedAt ?? ctx.now(),
          body: bodyOf(record),
        })),
      )
      .execute()
  }
  if (outcome.mended.length > 0) {
    await ctx.db.deleteFrom('sync.refusal').where('recordId', 'in', outcome.mended).execute()
  }
}

/** Receipts and the device's numbers. Returns up to which number everything has arrived. */
async function writeReceipts(
  ctx: Context,
  device: Device,
  receipts: readonly Incoming[],
  seqs: readonly number[],
): Promise<number> {
  const accountId = ctx.actor.accountId ?? ''
  const rowsToStore = receipts.map(({ id, seq, kind, digest }) => ({ id, seq, kind, digest }))
  const { rows } = await sql<{ receivedUpTo: number | null }>`
    with receipts as (
      insert into sync.receipt (record_id, seq, kind, digest, account_id, device_id)
      select r.*, ${accountId}::uuid, ${device.id}::uuid
        from json_to_recordset(${JSON.stringify(rowsToStore)}::json)
          as r (id uuid, seq bigint, kind text, digest text)
      on conflict (record_id) do nothing
    )
    insert into sync.device as d (account_id, id, label, received)
    select ${accountId}::uuid, ${device.id}::uuid, ${device.label ?? null},
           coalesce((select range_agg(int8range(seq, seq, '[]')) from unnest(${[...seqs]}::bigint[]) seq), '{}')
    on conflict (account_id, id) do update
       set received = d.received + excluded.received, last_seen_at = now(), label = coalesce(excluded.label, d.label)
    returning (select upper(run) - 1 from unnest(d.received) run where lower(run) = 1) as received_up_to`.execute(
    ctx.db,
  )
  return rows[0]?.receivedUpTo ?? 0
}

/** One row for each unit that got records (usually one), one more for what was refused. */
function auditNotes(
  device: Device,
  records: readonly Incoming[],
  answers: Map<string, FieldAnswer>,
): AuditNote[] {
  const byUnit = new Map<string | null, Record<string, number>>()
  const reasons: Record<string, number> = {}
  for (const { id, kind } of records) {
    const answer = answers.get(id)
    if (answer?.status === 'refused') reasons[answer.reason] = (reasons[answer.reason] ?? 0) + 1
    if (answer?.status !== 'stored' && answer?.status !== 'waits') continue
    const unitId = answer.status === 'stored' ? (answer.unitId ?? null) : null
    const kinds = byUnit.get(unitId) ?? {}
    kinds[kind] = (kinds[kind] ?? 0) + 1
    byUnit.set(unitId, kinds)
  }
  const notes: AuditNote[] = [...byUnit].map(([unitId, stored]) => ({
    unitId,
    details: { device: device.id, stored },
  }))
  if (Object.keys(reasons).length > 0)
    notes.push({ details: { device: device.id, refused: reasons } })
  return notes
}
