import type { App } from '../app.ts'
import { parseInput } from '../command.ts'
import { type Asking, withContext } from '../context.ts'
import { DomainError, Forbidden } from '../errors.ts'
import { errorForLog } from '../observability/error-for-log.ts'
import type { Signer } from '../signing.ts'
import { Batch, type Device } from './batch.ts'
import { createDigest, type Digest } from './content.ts'
import { type FieldAnswer, refused, type SyncHandler, type SyncNotice } from './handler.ts'
import { type Incoming, type ReadBatch, readRecords } from './read-records.ts'
import { createReceiptSigner, type Receipt, signReceipt } from './receipt.ts'
import { type StoredBatch, storeBatch } from './store-batch.ts'

export interface RecordResult {
  id: string
  status: 'stored' | 'known' | 'refused'
  reason?: string
  /** The part of the body that the reason speaks of, as a path: `callback.name`. */
  field?: string
  notice?: SyncNotice
}

export interface BatchAnswer {
  results: RecordResult[]
  /** Everything of this device up to this number has arrived. */
  receivedUpTo: number
  receipt: Receipt
  serverTime: string
}

/** What receives phones' batches; keeps its keys so that they are derived once. */
export interface SyncInbox {
  readonly receiptKey: Buffer
  receive(app: App, asking: Asking, payload: unknown): Promise<BatchAnswer>
}

/** Opens the inbox for the kinds of record that the handlers know, in the order in which they are applied. */
export function openSyncInbox(secret: string, handlers: readonly SyncHandler[]): SyncInbox {
  const digest = createDigest(secret)
  const signer = createReceiptSigner(secret)
  return {
    receiptKey: signer.publicKey,
    receive: (app, asking, payload) =>
      receiveBatch({ app, asking, handlers, digest, signer }, payload),
  }
}

interface Receiving {
  readonly app: App
  readonly asking: Asking
  readonly handlers: readonly SyncHandler[]
  readonly digest: Digest
  readonly signer: Signer
}

/**
 * Receives a batch of field records and answers each by itself. All good records go in one
 * transaction; where that fails unexpectedly they go one by one, so that none blocks another. Safe to
 * repeat: what is stored is answered `known`. Throws Invalid where the payload is no batch, Forbidden
 * where the account is no person's, and whatever keeps the database from storing now (try later).
 */
async function receiveBatch(receiving: Receiving, payload: unknown): Promise<BatchAnswer> {
  const { asking, handlers, digest } = receiving
  if (!asking.actor.accountId || !asking.actor.personId) throw new Forbidden('sync.no_person')
  const { device, records } = parseInput(Batch, payload)
  const now = asking.now()
  const batch = readRecords(records, { handlers, deviceId: device.id, now, digest })
  const stored = await storeAll(receiving, device, batch)
  const results = [...stored.answers].map(([id, answer]) => resultOf(id, answer))
  for (const id of batch.malformed)
    results.push({ id, status: 'refused', reason: 'sync.malformed' })
  return {
    results,
    receivedUpTo: stored.receivedUpTo,
    receipt: signReceipt(receiving.signer, device.id, stored.receivedUpTo, now),
    serverTime: now.toISOString(),
  }
}

function resultOf(id: string, answer: FieldAnswer): RecordResult {
  switch (answer.status) {
    case 'refused':
      return {
        id,
        status: 'refused',
        reason: answer.reason,
        ...(answer.field && { field: answer.field }),
      }
    case 'known':
      return { id, status: 'known' }
    case 'waits':
      return { id, status: 'stored', notice: { code: 'sync.waits' } }
    case 'stored':
      return { id, status: 'stored', ...(answer.notice && { notice: answer.notice }) }
  }
}

async function storeAll(
  receiving: Receiving,
  device: Device,
  batch: ReadBatch,
): Promise<StoredBatch> {
  try {
    return await storeTogether(receiving, device, batch.records, batch.seqs)
  } catch (error) {
    if (isOutage(error)) throw error
    receiving.app.log.error(
      {
        requestId: receiving.asking.requestId,
        records: batch.records.length,
        error: errorForLog(error),
      },
      'a batch failed as a whole; taking its records one by one',
    )
    return storeOneByOne(receiving, device, batch)
  }
}

async function storeOneByOne(
  receiving: Receiving,
  device: Device,
  batch: ReadBatch,
): Promise<StoredBatch> {
  const all: StoredBatch = await storeTogether(receiving, device, [], batch.seqs)
  const order = new Map(receiving.handlers.map((handler, index) => [handler, index]))
  const inOrder = [...batch.records].sort(
    (one, other) =>
      (order.get(one.handler as SyncHandler) ?? -1) -
      (order.get(other.handler as SyncHandler) ?? -1),
  )
  for (const record of inOrder) {
    const one = await storeOne(receiving, device, record)
    for (const [id, answer] of one.answers) all.answers.set(id, answer)
  }
  return all
}

async function storeOne(
  receiving: Receiving,
  device: Device,
  record: Incoming,
): Promise<StoredBatch> {
  try {
    return await storeTogether(receiving, device, [record], [])
  } catch (error) {
    if (isOutage(error)) throw error
    const reason = error instanceof DomainError ? error.code : 'sync.unexpected'
    receiving.app.log.error(
      {
        requestId: receiving.asking.requestId,
        record: record.id,
        kind: record.kind,
        error: errorForLog(error),
      },
      'a record could not be stored',
    )
    return storeTogether(receiving, device, [{ ...record, refusal: refused(reason) }], [])
  }
}

/** Two phones that meet in the database (a deadlock, the same key at once) are let try again. */
async function storeTogether(
  { app, asking, handlers }: Receiving,
  device: Device,
  records: readonly Incoming[],
  seqs: readonly number[],
): Promise<StoredBatch> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withContext(app.database.kysely, 'write', asking, app.sealer, (ctx) =>
        storeBatch(ctx, handlers, device, records, seqs),
      )
    } catch (error) {
      if (attempt === 4 || !/^(40001|40P01|23505)$/.test(codeOf(error))) throw error
    }
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '')

/** Whether the database, not a record, is at fault: connection, resources, shutdown, locks, disk. */
function isOutage(error: unknown): boolean {
  const code = codeOf(error)
  if (/^(08|40|53|55|57|58)...$/.test(code)) return true
  if (/^E[A-Z]{3,}$/.test(code)) return true
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded|client was closed/i.test(error.message)
  )
}
