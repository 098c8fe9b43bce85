import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { putPublicEntry } from '#platform/server/public-index/index.ts'
import { PublishIdea } from '../../shapes.ts'
import { holdIdea } from '../idea-of.ts'
import { canPublishAt } from '../policy.ts'
import { fixPublicFacts } from '../public-author.ts'
import { dueOn, isKnownStep, tellStep, unitAt } from '../steps.ts'
import { tellAnswerable, tellAuthors } from '../tell.ts'

/**
 * The idea stands in the national bank under a code and an address: from that day it counts as
 * published, and the gallery shows it. The commune answers for what becomes of it.
 */
export const publishIdea = defineCommand('ideas.publish', PublishIdea, async (ctx, input) => {
  const idea = await holdIdea(ctx, input.ideaId)
  await ctx.authorize(canPublishAt(idea.stepUnitId ?? idea.homeUnitId))
  if (await isKnownStep(ctx, input.id)) {
    ctx.note({ unitId: idea.unitId, subjectId: idea.id })
    return { id: idea.id }
  }
  if (idea.state !== 'chosen') throw new RuleBroken('ideas.not_chosen')
  if (input.publishedOn > ctx.today)
    throw new Invalid([{ path: 'publishedOn', code: 'day_in_future' }])
  if (idea.proposedOn && input.publishedOn < idea.proposedOn)
    throw new Invalid([{ path: 'publishedOn', code: 'ideas_published_before_proposed' }])
  const taken = await sql`select from ideas.idea where bank_code = ${input.code}`.execute(ctx.db)
  if (taken.rows.length > 0) throw new Conflict('ideas.code_taken')
  const unitId = (await unitAt(ctx, idea.homeUnitId, 'commune')) ?? idea.stepUnitId
  const due = dueOn(ctx, 'published')
  await tellStep(ctx, {
    id: input.id,
    ideaId: idea.id,
    unitId: idea.unitId,
    state: idea.state,
    verdict: 'published',
    atUnitId: idea.stepUnitId,
    dueOn: due,
  })
  await sql`update ideas.idea set state = 'published', published_on = ${input.publishedOn}, bank_code = ${input.code},
      bank_url = ${input.url}, step_unit_id = ${unitId}, step_since = ${ctx.today}, step_due = ${due},
      updated_at = ${ctx.now()}, version = version + 1 where id = ${idea.id}::uuid`.execute(ctx.db)
  await fixPublicFacts(ctx, idea.id)
  const { rows } = await sql<{ problem: string; publicPlace: string | null }>`
    select problem, public_place from ideas.idea where id = ${idea.id}::uuid`.execute(ctx.db)
  await putPublicEntry(ctx, {
    kind: 'idea',
    id: idea.id,
    title: idea.title,
    summary: rows[0]?.problem,
    address: `/gallery/${idea.id}`,
    unitId: idea.homeUnitId,
    place: rows[0]?.publicPlace,
    publicAt: new Date(`${input.publishedOn}T00:00:00+07:00`),
  })
  ctx.note({
    unitId: idea.unitId,
    subjectId: idea.id,
    details: { code: input.code, on: input.publishedOn },
  })
  await ctx.emit('ideas.published', { ideaId: idea.id, unitId: idea.unitId })
  await tellAuthors(ctx, idea, 'ideas.published', { code: input.code })
  if (unitId) await tellAnswerable(ctx, idea, unitId, due)
  return { id: idea.id }
})
