import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { openPaper } from '../commands/papers.ts'
import { findPaper, type PaperRow } from './queries.ts'
import { stampFor } from './stamp.ts'

export interface ReadPaper extends PaperRow {
  bytes: Uint8Array
}

/**
 * The bytes of a paper for one reader. A confidential one is stamped with their name and the moment on every
 * page, and that they opened it is in the audit before they have it. Throws NotFound to whoever is not
 * entitled to its meeting.
 */
export async function readPaper(
  app: App,
  asking: Asking,
  meetingId: string,
  paperId: string,
): Promise<ReadPaper> {
  const found = await app.read(asking, (ctx) => findPaper(ctx, paperId))
  if (found.meetingId !== meetingId) throw new NotFound('meetings.paper_not_found')
  if (!found.isConfidential) return { ...found, bytes: await app.files.read(found.sha256) }
  const paper = (await app.run(asking, openPaper, { paperId })) as PaperRow
  const stamped = await stampFor(await app.files.read(paper.sha256), paper.extension, {
    name: asking.actor.name ?? '',
    at: app.now(),
  })
  const fileName = `${paper.fileName.replace(/\.[^.]*$/, '')}.pdf`
  return { ...paper, bytes: stamped, mediaType: 'application/pdf', extension: 'pdf', fileName }
}
