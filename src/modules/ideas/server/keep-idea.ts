import { sql } from 'kysely'
import type { z } from 'zod'
import type { CommandContext } from '#platform/server/command.ts'
import { Conflict, Forbidden, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { IdeaFields, SaveDraft } from '../shapes.ts'
import { isEditable } from '../states.ts'
import { keepCoAuthors } from './co-authors.ts'
import { findIdea, type IdeaHeld } from './idea-of.ts'
import { canChangeIdeaOf } from './policy.ts'

type Fields = Omit<IdeaFields, 'category'> & { category: string }

/**
 * Keeps what an author wrote as a draft of theirs, or changes the draft. Only its author may, and only
 * while nobody screens it; a change that somebody else made meanwhile is a conflict.
 */
export async function keepIdea(
  ctx: CommandContext,
  input: z.output<typeof SaveDraft>,
): Promise<IdeaHeld> {
  const found = await findIdea(ctx, input.id)
  if (found) {
    await ctx.authorize(canChangeIdeaOf(found.authorId))
    if (!isEditable(found.state)) throw new RuleBroken('ideas.sent_already')
    if (input.version !== undefined && input.version !== found.version)
      throw new Conflict('ideas.changed_meanwhile')
    await change(ctx, found, input)
    return { ...found, title: input.title, version: found.version + 1 }
  }
  return begin(ctx, input)
}

async function change(ctx: CommandContext, idea: IdeaHeld, fields: Fields) {
  await sql`update ideas.idea set title = ${fields.title}, problem = ${fields.problem}, solution = ${fields.solution},
      beneficiaries = ${fields.beneficiaries ?? null}, place = ${fields.place ?? null}, category = ${fields.category},
      version = version + 1, updated_at = ${ctx.now()}
    where id = ${idea.id}::uuid`.execute(ctx.db)
  await sql`update ideas.author set shows_name = ${fields.showsName} where idea_id = ${idea.id}::uuid and person_id = ${idea.authorId}::uuid`.execute(
    ctx.db,
  )
  await keepCoAuthors(ctx, idea, fields.coAuthors)
}

async function begin(ctx: CommandContext, input: z.output<typeof SaveDraft>): Promise<IdeaHeld> {
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  const { rows } = await sql<{ unitId: string | null }>`select ideas.my_unit() as unit_id`.execute(
    ctx.db,
  )
  const unitId = rows[0]?.unitId
  if (!unitId) throw new RuleBroken('ideas.no_unit')
  await sql`insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, beneficiaries, place, category, created_at, updated_at)
    values (${input.id}, ${unitId}, ${unitId}, ${personId}, ${input.title}, ${input.problem}, ${input.solution},
            ${input.beneficiaries ?? null}, ${input.place ?? null}, ${input.category}, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await sql`insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name)
    values (${uuidv7(ctx.now().getTime())}, ${input.id}, ${unitId}, ${personId}, true, ${input.showsName})`.execute(
    ctx.db,
  )
  const idea: IdeaHeld = {
    id: input.id,
    unitId,
    homeUnitId: unitId,
    authorId: personId,
    title: input.title,
    state: 'draft',
    stepUnitId: null,
    stepDue: null,
    proposedOn: null,
    version: 1,
  }
  await keepCoAuthors(ctx, idea, input.coAuthors)
  return idea
}
