import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Forbidden, RuleBroken } from '#platform/server/errors.ts'
import { MergeIdeas } from '../../shapes.ts'
import { isEditable, isPublicState } from '../../states.ts'
import { holdIdea, type IdeaHeld } from '../idea-of.ts'
import { canDecideAt } from '../policy.ts'
import { fixPublicFacts } from '../public-author.ts'
import { isKnownStep, tellStep } from '../steps.ts'
import { tellAuthors } from '../tell.ts'

/**
 * Brings a duplicate into another idea: the authors, support, comments and files of both stay, and the
 * duplicate's address leads to the one that is kept. Needs the right to decide on both.
 */
export const mergeIdeas = defineCommand('ideas.merge', MergeIdeas, async (ctx, input) => {
  // In one order for everybody, so that two who merge crosswise never wait for each other.
  const held = new Map<string, IdeaHeld>()
  for (const id of [input.duplicateId, input.keptId].sort()) held.set(id, await holdIdea(ctx, id))
  const duplicate = held.get(input.duplicateId) as IdeaHeld
  const kept = held.get(input.keptId) as IdeaHeld
  await ctx.authorize(canDecideAt(duplicate.homeUnitId))
  await ctx.authorize(canDecideAt(kept.homeUnitId))
  ctx.note({ unitId: duplicate.unitId, subjectId: duplicate.id, details: { into: kept.id } })
  if (await isKnownStep(ctx, input.id)) return { id: kept.id }
  if (!isMergeable(duplicate) || !isMergeable(kept)) throw new RuleBroken('ideas.cannot_merge')
  // What the national bank has under a code of its own is not taken out of the count.
  if (isPublicState(duplicate.state)) throw new RuleBroken('ideas.merge_published')

  await tellStep(ctx, {
    id: input.id,
    ideaId: duplicate.id,
    unitId: duplicate.unitId,
    state: duplicate.state,
    verdict: 'merged',
    atUnitId: duplicate.stepUnitId,
    reason: input.reason,
  })
  const { rows } = await sql<{
    merged: boolean
  }>`select ideas.merge(${duplicate.id}::uuid, ${kept.id}::uuid) as merged`.execute(ctx.db)
  if (!rows[0]?.merged) throw new Forbidden()
  if (isPublicState(kept.state)) await fixPublicFacts(ctx, kept.id)
  await ctx.emit('ideas.merged', { from: duplicate.id, into: kept.id })
  await tellAuthors(ctx, kept, 'ideas.merged', { title: kept.title })
  return { id: kept.id }
})

const isMergeable = ({ state }: IdeaHeld) =>
  !isEditable(state) && state !== 'merged' && state !== 'withdrawn' && state !== 'declined'
