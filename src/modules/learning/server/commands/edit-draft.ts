import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken, TooLarge } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { AddMedia, EditDraft, RemoveMedia } from '../../shapes.ts'
import { applyChange } from '../apply-change.ts'
import { canWriteAt } from '../policy.ts'
import { holdVersion, readBank } from '../version-of.ts'

/** Changes a draft by one step; what somebody else changed meanwhile is a conflict. */
export const editDraft = defineCommand('learning.edit_draft', EditDraft, async (ctx, input) => {
  const version = await holdVersion(ctx, input.versionId)
  await ctx.authorize(canWriteAt(version.unitId))
  if (version.state !== 'draft') throw new RuleBroken('learning.not_a_draft')
  if (version.revision !== input.revision) throw new Conflict('learning.changed_meanwhile')
  const next = applyChange(
    {
      title: version.title,
      summary: version.summary,
      language: version.language,
      content: version.content,
      bank: await readBank(ctx, version.id),
    },
    input.change,
  )
  const changed =
    await sql`update learning.version set title = ${next.title}, summary = ${next.summary}, language = ${next.language},
      content = ${JSON.stringify(next.content)}::jsonb, revision = revision + 1, updated_at = ${ctx.now()}
    where id = ${version.id}::uuid and state = 'draft' and revision = ${input.revision} returning id`.execute(
      ctx.db,
    )
  if (changed.rows.length === 0) throw new Conflict('learning.changed_meanwhile')
  await sql`update learning.bank set questions = ${JSON.stringify(next.bank)}::jsonb where version_id = ${version.id}::uuid`.execute(
    ctx.db,
  )
  ctx.note({
    unitId: version.unitId,
    subjectId: version.courseId,
    details: { change: input.change.kind },
  })
  return { id: version.id, revision: version.revision + 1 }
})

/** Ties a picture, sound or video that was checked and kept to a draft; the same name again replaces it. */
export const addMedia = defineCommand('learning.add_media', AddMedia, async (ctx, input) => {
  const version = await holdVersion(ctx, input.versionId)
  await ctx.authorize(canWriteAt(version.unitId))
  ctx.note({ unitId: version.unitId, subjectId: version.courseId, details: { name: input.name } })
  if (version.state !== 'draft') throw new RuleBroken('learning.not_a_draft')
  const { rows } = await sql<{ id: string; name: string; size: number }>`
    select id, name, size from learning.media where version_id = ${version.id}::uuid`.execute(
    ctx.db,
  )
  if (rows.some(({ id }) => id === input.id)) return { id: input.id }
  const others = rows.filter(({ name }) => name !== input.name)
  if (others.length >= limits.media)
    throw new RuleBroken('learning.too_many_media', { limit: limits.media })
  if (others.reduce((sum, { size }) => sum + size, input.size) > limits.courseBytes)
    throw new TooLarge('learning.course_too_large', { limit: limits.courseBytes / 1024 / 1024 })
  await sql`delete from learning.media where version_id = ${version.id}::uuid and name = ${input.name}`.execute(
    ctx.db,
  )
  await sql`insert into learning.media (id, version_id, unit_id, name, media_type, size, sha256)
    values (${input.id}, ${version.id}, ${version.unitId}, ${input.name}, ${input.mediaType}, ${input.size}, ${input.sha256})`.execute(
    ctx.db,
  )
  return { id: input.id }
})

/** Takes a picture, sound or video off a draft. Published versions that have it keep theirs. */
export const removeMedia = defineCommand(
  'learning.remove_media',
  RemoveMedia,
  async (ctx, input) => {
    const { rows } = await sql<{ versionId: string }>`
    select version_id from learning.media where id = ${input.mediaId}::uuid`.execute(ctx.db)
    if (!rows[0]) throw new NotFound('learning.media_not_found')
    const version = await holdVersion(ctx, rows[0].versionId)
    await ctx.authorize(canWriteAt(version.unitId))
    if (version.state !== 'draft') throw new RuleBroken('learning.not_a_draft')
    await sql`delete from learning.media where id = ${input.mediaId}::uuid`.execute(ctx.db)
    ctx.note({ unitId: version.unitId, subjectId: version.courseId })
    return { id: input.mediaId }
  },
)
