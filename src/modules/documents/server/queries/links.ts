import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

export interface LinkRow {
  id: string
  token: string
  endsOn: IsoDay
  openings: number
  lastOpenedAt: Date | null
}

/** The links of a paper that still lead there, the latest first, for those who may share it. */
export async function listLinks(ctx: Context, documentId: string): Promise<LinkRow[]> {
  const rows = await ctx.db
    .selectFrom('documents.link')
    .select(['id', 'tokenSealed', 'endsOn', 'openings', 'lastOpenedAt'])
    .where('documentId', '=', documentId)
    .where('revokedAt', 'is', null)
    .where('endsOn', '>=', ctx.today)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ tokenSealed, ...row }) => ({ ...row, token: ctx.sealer.unseal(tokenSealed) }))
}

/** Whether a link to an issued paper would show anything: its PDF, or a scan of it. */
export async function hasFileToShare(
  ctx: Context,
  paper: { id: string; pdfSha256: string | null },
) {
  if (paper.pdfSha256) return true
  const scan = await ctx.db
    .selectFrom('documents.file')
    .select('id')
    .where('documentId', '=', paper.id)
    .where('role', '=', 'scan')
    .where('kind', '=', 'pdf')
    .executeTakeFirst()
  return scan !== undefined
}
