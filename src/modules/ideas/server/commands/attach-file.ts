import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { AttachFile, RemoveFile } from '../../shapes.ts'
import { isEditable, isScreening } from '../../states.ts'
import { holdIdea } from '../idea-of.ts'
import { canAttachTo } from '../policy.ts'

/** Ties a file that the store has already to an idea. The same id again changes nothing. */
export const attachFile = defineCommand('ideas.attach_file', AttachFile, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canAttachTo(idea.authorId))
  ctx.note({ unitId: idea.unitId, subjectId: idea.id })
  const { rows } = await sql<{
    id: string
  }>`select id from ideas.file where idea_id = ${idea.id}::uuid`.execute(ctx.db)
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  if (!isEditable(idea.state) && !isScreening(idea.state))
    throw new RuleBroken('ideas.sent_already')
  if (rows.length >= limits.files)
    throw new RuleBroken('ideas.too_many_files', { limit: limits.files })
  await sql`insert into ideas.file (id, idea_id, unit_id, name, media_type, size, sha256, is_photo, added_by, added_at)
    values (${input.id}, ${idea.id}, ${idea.unitId}, ${input.name}, ${input.mediaType}, ${input.size}, ${input.sha256},
            ${input.isPhoto}, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
  return { id: input.id }
})

/** Takes a file off a draft. Its bytes stay until nothing refers to them. */
export const removeFile = defineCommand('ideas.remove_file', RemoveFile, async (ctx, input) => {
  const { rows } = await sql<{
    ideaId: string
  }>`select idea_id from ideas.file where id = ${input.fileId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ideas.file_not_found')
  const idea = await holdIdea(ctx, rows[0].ideaId)
  await ctx.authorize(canAttachTo(idea.authorId))
  if (!isEditable(idea.state)) throw new RuleBroken('ideas.sent_already')
  await sql`delete from ideas.file where id = ${input.fileId}::uuid`.execute(ctx.db)
  ctx.note({ unitId: idea.unitId, subjectId: idea.id })
  return { id: idea.id }
})
