import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { AttachFile, RemoveFile } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { expectEditable, holdPost, noteChange } from '../post-of.ts'

/** Ties a picture or a recorded voice that the store has already to a draft. The same id again changes nothing. */
export const attachFile = defineCommand('outreach.attach_file', AttachFile, async (ctx, input) => {
  const post = await holdPost(ctx, input.postId)
  await ctx.authorize(canWriteAt(post.unitId))
  ctx.note({ unitId: post.unitId, subjectId: post.id })
  if (input.kind === 'audio' && !input.language)
    throw new Invalid([{ path: 'language', code: 'required' }])
  const { rows } = await sql<{
    id: string
  }>`select id from outreach.file where post_id = ${post.id}::uuid`.execute(ctx.db)
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  expectEditable(post)
  if (rows.length >= limits.files)
    throw new RuleBroken('outreach.too_many_files', { limit: limits.files })
  await sql`insert into outreach.file (id, post_id, unit_id, kind, language, name, description, media_type, size, sha256, added_by, added_at)
    values (${input.id}, ${post.id}, ${post.unitId}, ${input.kind}, ${input.kind === 'audio' ? input.language : null}, ${input.name},
      ${input.description ?? null}, ${input.mediaType}, ${input.size}, ${input.sha256}, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await noteChange(ctx, post.id)
  return { id: input.id }
})

/** Takes a file off a draft. Its bytes stay until nothing refers to them. */
export const removeFile = defineCommand('outreach.remove_file', RemoveFile, async (ctx, input) => {
  const { rows } = await sql<{
    postId: string
  }>`select post_id from outreach.file where id = ${input.fileId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('outreach.file_not_found')
  const post = await holdPost(ctx, rows[0].postId)
  await ctx.authorize(canWriteAt(post.unitId))
  expectEditable(post)
  await sql`delete from outreach.file where id = ${input.fileId}::uuid`.execute(ctx.db)
  await noteChange(ctx, post.id)
  ctx.note({ unitId: post.unitId, subjectId: post.id })
  return { id: post.id }
})
