import { announceChange } from './changes.ts'
import { listUnsent } from './history.ts'
import type { OutboxRecord } from './record.ts'
import { getDevice, type OutboxStore } from './store.ts'

/** What waits, as a file: the way out when a phone breaks, has no network for days or is given back. */
export interface ExportFile {
  format: 'xungkich-field-records'
  version: 1
  personId: string
  exportedAt: string
  device: { id: string; receivedUpTo: number; receipt?: { text: string; signature: string } }
  records: OutboxRecord[]
}

/** Why a file cannot be taken in. */
export type ImportFault = 'not_ours' | 'newer' | 'other_person'

export class CannotImport extends Error {
  override readonly name = 'CannotImport'
  readonly fault: ImportFault
  constructor(fault: ImportFault) {
    super(fault)
    this.fault = fault
  }
}

export async function exportWaiting(store: OutboxStore, personId: string): Promise<ExportFile> {
  const { id, receivedUpTo, receipt } = await getDevice(store)
  return {
    format: 'xungkich-field-records',
    version: 1,
    personId,
    exportedAt: new Date().toISOString(),
    device: { id, receivedUpTo, ...(receipt && { receipt }) },
    records: await listUnsent(store),
  }
}

/**
 * Takes in such a file, on the same phone or another one of the same person: records keep their
 * ids and the numbers of the phone that made them. What is already here stays as it is.
 */
export async function importWaiting(
  store: OutboxStore,
  personId: string,
  text: string,
): Promise<{ added: number; known: number }> {
  const file = readExport(text)
  if (file.personId !== personId) throw new CannotImport('other_person')
  const done = { added: 0, known: 0 }
  const tx = store.transaction('records', 'readwrite', { durability: 'strict' })
  for (const record of file.records) {
    const place = [record.deviceId, record.seq] as [string, number]
    const taken = (await tx.store.get(record.id)) ?? (await tx.store.index('order').get(place))
    if (taken) done.known++
    else {
      await tx.store.add({ ...record, state: 'waiting' })
      done.added++
    }
  }
  await tx.done
  announceChange(store.name)
  return done
}

function readExport(text: string): ExportFile {
  let file: Partial<ExportFile> | null = null
  try {
    file = JSON.parse(text) as Partial<ExportFile>
  } catch {
    throw new CannotImport('not_ours')
  }
  if (file?.format !== 'xungkich-field-records' || typeof file.personId !== 'string') {
    throw new CannotImport('not_ours')
  }
  if (file.version !== 1) throw new CannotImport('newer')
  if (!Array.isArray(file.records) || !file.records.every(isRecord)) {
    throw new CannotImport('not_ours')
  }
  return file as ExportFile
}

const isRecord = (given: unknown): given is OutboxRecord => {
  if (typeof given !== 'object' || given === null) return false
  const { id, deviceId, seq, kind, happenedAt, day, topic, amount } = given as OutboxRecord
  return (
    [id, deviceId, kind, happenedAt, day, topic].every((word) => typeof word === 'string') &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    typeof amount === 'number'
  )
}
