import type { AssignmentRow } from '#modules/assignments/server/index.ts'
import { listDocumentTitles } from '#modules/documents/server/index.ts'
import { listMeetingTitles } from '#modules/meetings/server/index.ts'
import type { Context } from '#platform/server/context.ts'

const places = { meeting: '/meetings', document: '/documents' } as const

/**
 * Work with a link to the meeting or paper that it came from, where the actor may open that. Two statements
 * for any number.
 */
export async function withSources<Row extends Pick<AssignmentRow, 'sourceKind' | 'sourceId'>>(
  ctx: Context,
  rows: readonly Row[],
) {
  const idsOf = (kind: keyof typeof places) =>
    rows.flatMap(({ sourceKind, sourceId }) => (sourceKind === kind && sourceId ? [sourceId] : []))
  const titles = {
    meeting: await listMeetingTitles(ctx, idsOf('meeting')),
    document: await listDocumentTitles(ctx, idsOf('document')),
  }
  return rows.map((row) => {
    const kind = row.sourceKind as keyof typeof places
    const label = titles[kind]?.get(row.sourceId ?? '')
    return {
      ...row,
      source: label ? { kind, label, href: `${places[kind]}/${row.sourceId}` } : null,
    }
  })
}
