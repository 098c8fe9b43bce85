import type pg from 'pg'

export type CopyValue = string | number | boolean | Uint8Array | null | undefined
export type CopyRow = readonly CopyValue[]

/** What of pg's wire connection is used here; its types leave COPY out. */
interface Wire {
  stream: { writableLength: number; once(event: 'drain', listener: () => void): unknown }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

const chunkLength = 64 * 1024
const mostWaiting = 1024 * 1024

/**
 * Writes rows by COPY FROM STDIN, which costs PostgreSQL the least; triggers and checks apply as with
 * any insert, once for all rows. Rows are taken only as fast as they go out. Returns how many.
 */
export function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<CopyRow>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0
    let failure: unknown
    const send = async (wire: Wire) => {
      try {
        for (const chunk of chunksOf(rows)) {
          // The server has refused already: what is left need not be made.
          if (failure) return
          count += chunk.rows
          wire.sendCopyFromChunk(Buffer.from(chunk.text))
          if (wire.stream.writableLength > mostWaiting) {
            await new Promise<void>((drained) => wire.stream.once('drain', drained))
          }
        }
        wire.endCopyFrom()
      } catch (error) {
        failure = error
        wire.sendCopyFail(String(error))
      }
    }
    // The shape that pg asks of a query which speaks the protocol itself.
    const query = {
      submit: (wire: Wire) => wire.query(`copy ${table} (${columns.join(', ')}) from stdin`),
      handleCopyInResponse: (wire: Wire) => void send(wire),
      handleCommandComplete: () => {},
      handleError: (error: unknown) => {
        failure ??= error
        reject(failure)
      },
      handleReadyForQuery: () => resolve(count),
    }
    client.query(query as unknown as pg.Submittable)
  })
}

function* chunksOf(rows: Iterable<CopyRow>) {
  let text = ''
  let count = 0
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) text += (i === 0 ? '' : '\t') + written(row[i])
    text += '\n'
    count++
    if (text.length >= chunkLength) {
      yield { text, rows: count }
      text = ''
      count = 0
    }
  }
  if (count > 0) yield { text, rows: count }
}

function written(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return /[\\\t\n\r]/.test(value) ? escaped(value) : value
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  return typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!)
