import { sql } from 'kysely'
import { z } from 'zod'
import { defineTask } from '#platform/server/tasks/queue.ts'
import { extractText } from './text/extract-text.ts'

/**
 * Reads what a new file says, so that its paper is found by it. A file that cannot be read is kept as it
 * is and never tried again: it must not hold up the others.
 */
export const readFileText = defineTask({
  name: 'documents.read_file',
  shape: z.object({ fileId: z.uuid(), sha256: z.string(), kind: z.string() }),
  minutes: 3,
  run: async (app, _, { fileId, sha256, kind }) => {
    const bytes = await app.files.read(sha256)
    const found = await extractText(kind, bytes).catch((error: Error) => {
      app.log.warn({ fileId, problem: error.message.slice(0, 200) }, 'a file could not be read')
      return undefined
    })
    const text = found?.replaceAll('\u0000', '').normalize('NFC').trim()
    const outcome = text === undefined ? 'failed' : text ? 'found' : 'none'
    await sql`select documents.keep_text(${fileId}::uuid, ${outcome}, ${text || null})`.execute(
      app.database.kysely,
    )
  },
})

/** A paper whose signing has come to an end is issued, or is where it was before. */
export const settleSignature = defineTask({
  name: 'documents.settle_signature',
  shape: z.object({ requestId: z.uuid() }).loose(),
  after: ['signing.signed', 'signing.declined', 'signing.withdrawn'],
  run: async (app, _, { requestId }) => {
    await sql`select documents.settle_signature(${requestId}::uuid)`.execute(app.database.kysely)
  },
})
