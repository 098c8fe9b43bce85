import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface PaperRow {
  id: string
  meetingId: string
  unitId: string
  itemId: string | null
  title: string
  fileName: string
  mediaType: string
  extension: string
  size: number
  sha256: string
  isConfidential: boolean
  addedAt: Date
}

const columns = [
  'id',
  'meetingId',
  'unitId',
  'itemId',
  'title',
  'fileName',
  'mediaType',
  'extension',
  'size',
  'sha256',
  'isConfidential',
  'addedAt',
] as const

/** The papers of a meeting, in the order in which they were attached. */
export async function listPapers(ctx: Context, meetingIds: readonly string[]): Promise<PaperRow[]> {
  if (meetingIds.length === 0) return []
  return ctx.db
    .selectFrom('meetings.paper')
    .select(columns)
    .where('meetingId', 'in', [...meetingIds])
    .where('removedAt', 'is', null)
    .orderBy('addedAt')
    .orderBy('id')
    .execute()
}

/** A paper of a meeting that the actor may see; every other is not there. Throws NotFound. */
export async function findPaper(ctx: Context, paperId: string): Promise<PaperRow> {
  const paper = await ctx.db
    .selectFrom('meetings.paper')
    .select(columns)
    .where('id', '=', paperId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!paper) throw new NotFound('meetings.paper_not_found')
  return paper
}
