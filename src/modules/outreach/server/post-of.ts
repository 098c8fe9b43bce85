import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import type { PostState } from '../states.ts'
import { isEditable } from '../states.ts'

/** What commands need to know of a post. */
export interface PostHeld {
  id: string
  unitId: string
  campaignId: string | null
  state: PostState
  createdBy: string
  editors: string[]
  toEverybody: boolean
  version: number
  title: string
}

/** A post held fast for a change, if the actor may see it; throws NotFound. */
export async function holdPost(ctx: CommandContext, postId: string): Promise<PostHeld> {
  const found = await findPost(ctx, postId)
  if (!found) throw new NotFound('outreach.not_found')
  return found
}

/** The same, or nothing. Whoever may not change it finds it still: they hear that they may not. */
export async function findPost(ctx: CommandContext, postId: string): Promise<PostHeld | undefined> {
  const look = (lock: boolean) =>
    sql<PostHeld>`select p.id, p.unit_id, p.campaign_id, p.state, p.created_by, p.editors, p.to_everybody, p.version,
        (select t.title from outreach.text t where t.post_id = p.id order by t.language = p.language desc limit 1) as title
      from outreach.post p where p.id = ${postId}::uuid ${lock ? sql`for update of p` : sql``}`.execute(
      ctx.db,
    )
  return (await look(true)).rows[0] ?? (await look(false)).rows[0]
}

/** Throws unless the post may be written in, and is the one that was read. */
export function expectEditable(post: PostHeld, version?: number): void {
  if (!isEditable(post.state)) throw new RuleBroken('outreach.sent_already')
  if (version !== undefined && version !== post.version)
    throw new Conflict('outreach.changed_meanwhile')
}

/** Says that what goes out with a post is another than was read: a file or a question is as good as a word. */
export async function noteChange(ctx: CommandContext, postId: string): Promise<void> {
  await sql`update outreach.post set version = version + 1, updated_at = ${ctx.now()} where id = ${postId}::uuid`.execute(
    ctx.db,
  )
}

/** The units to which a post goes. */
export async function audienceOf(ctx: Context, postId: string): Promise<string[]> {
  const { rows } = await sql<{
    unitId: string
  }>`select unit_id from outreach.audience where post_id = ${postId}::uuid`.execute(ctx.db)
  return rows.map(({ unitId }) => unitId)
}

/** The unit that stands above all others over one: who tells everybody tells it. */
export async function topOf(ctx: Context, unitId: string): Promise<string> {
  const { rows } = await sql<{
    top: string | null
  }>`select outreach.top_of(${unitId}::uuid) as top`.execute(ctx.db)
  return rows[0]?.top ?? unitId
}
