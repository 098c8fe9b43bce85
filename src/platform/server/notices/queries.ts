import type { Context } from '../context.ts'
import { messageNamed } from '../messages.ts'

export interface Notice {
  id: string
  text: string
  href: string
  toldAt: Date
  isRead: boolean
}

/** What the actor was told, the latest first; `before` is the last id of the page before. One statement. */
export async function listNotices(
  ctx: Context,
  { before, limit = 30 }: { before?: string | undefined; limit?: number } = {},
): Promise<{ notices: Notice[]; next: string | null }> {
  const rows = await ctx.db
    .selectFrom('notices.notice')
    .select(['id', 'kind', 'params', 'href', 'toldAt', 'readAt'])
    .where('personId', '=', ctx.actor.personId ?? null)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    notices: page.map((row) => ({
      id: row.id,
      text:
        messageNamed(
          `notice_${row.kind.replaceAll('.', '_')}`,
          row.params as Record<string, unknown>,
        ) ?? row.kind,
      href: row.href,
      toldAt: row.toldAt,
      isRead: row.readAt !== null,
    })),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How much waits unread under the actor's bell; a hundred stand for more. */
export async function countUnread(ctx: Context): Promise<number> {
  if (!ctx.actor.personId) return 0
  const rows = await ctx.db
    .selectFrom('notices.notice')
    .select('id')
    .where('personId', '=', ctx.actor.personId)
    .where('readAt', 'is', null)
    .limit(100)
    .execute()
  return rows.length
}
