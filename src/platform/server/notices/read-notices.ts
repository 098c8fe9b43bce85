import { sql } from 'kysely'
import { z } from 'zod'
import { anyone } from '../access/sentence.ts'
import { defineCommand } from '../command.ts'

/** One notice by its id, or without one all that were there when the list was opened (`upTo`, the first id shown). */
export const ReadNotices = z.object({
  noticeId: z.uuid().optional(),
  upTo: z.uuid().optional(),
})

/** Marks what the actor was told as read. Answers how many were not before, and where the one leads. */
export const readNotices = defineCommand('notices.read', ReadNotices, async (ctx, input) => {
  await ctx.authorize(anyone)
  const rows = await ctx.db
    .updateTable('notices.notice')
    .set({ readAt: sql`coalesce(read_at, ${ctx.now()})` })
    .where('personId', '=', ctx.actor.personId ?? null)
    .$if(input.noticeId !== undefined, (query) => query.where('id', '=', input.noticeId ?? ''))
    .$if(input.noticeId === undefined, (query) => query.where('readAt', 'is', null))
    .$if(input.upTo !== undefined, (query) => query.where('id', '<=', input.upTo ?? ''))
    .returning('href')
    .execute()
  return { read: rows.length, href: input.noticeId ? (rows[0]?.href ?? null) : null }
})
