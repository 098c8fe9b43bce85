import { sql } from 'kysely'
import type { z } from 'zod'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, Forbidden, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { SaveVenture } from '../../shapes.ts'
import { canDraft, canKeepAt } from '../policy.ts'
import { findHeld, manages, tellChange, type VentureHeld } from '../venture-of.ts'

type Input = z.output<typeof SaveVenture>

/**
 * Enters a venture as a draft, or changes what the register says of one. An officer enters any of their
 * communes; a member enters their own, of which they are the leader. Kind, place and days of one that is
 * registered change by other commands, since they are dated. Safe to repeat with the same id.
 */
export const saveVenture = defineCommand('ventures.save', SaveVenture, async (ctx, input) => {
  const found = await findHeld(ctx, input.id)
  await checkIdea(ctx, input.ideaId)
  const venture = found ? await change(ctx, found, input) : await begin(ctx, input)
  return { id: venture.id, version: venture.version }
})

/** The idea that is named must be there, and the actor must be able to read it. */
async function checkIdea(ctx: CommandContext, ideaId: string | undefined): Promise<void> {
  if (!ideaId) return
  const { rows } = await sql`select from ideas.idea where id = ${ideaId}::uuid`.execute(ctx.db)
  if (rows.length === 0) throw new Invalid([{ path: 'ideaId', code: 'ventures_idea_unknown' }])
}

async function change(ctx: CommandContext, venture: VentureHeld, input: Input) {
  await ctx.authorize(canDraft)
  if (!(await manages(ctx, venture.id))) throw new Forbidden()
  if (venture.state === 'struck') throw new RuleBroken('ventures.struck_out')
  if (input.version !== undefined && input.version !== venture.version)
    throw new Conflict('ventures.changed_meanwhile')
  const { rows } = await sql<{ before: Record<string, unknown> }>`
    select to_jsonb(v) - '{words,needs,version,updated_at}'::text[] as before from ventures.venture v where v.id = ${venture.id}::uuid`.execute(
    ctx.db,
  )
  await sql`update ventures.venture set name = ${input.name}, field = ${input.field}, stage = ${input.stage}, place = ${input.place ?? null},
      workers = ${input.workers ?? null}, capital = ${input.capital ?? null}, registration_no = ${input.registrationNo ?? null},
      summary = ${input.summary ?? null}, needs = ${input.needs}::text[], phone = ${input.phone ?? null}, website = ${input.website ?? null},
      idea_id = ${input.ideaId ?? null}, version = version + 1, updated_at = ${ctx.now()}
    where id = ${venture.id}::uuid`.execute(ctx.db)
  if (venture.state === 'draft')
    await sql`update ventures.standing set kind = ${input.kind}, valid_from = coalesce(${input.foundedOn ?? null}::date, valid_from)
      where venture_id = ${venture.id}::uuid`.execute(ctx.db)
  await tellChange(ctx, venture, 'changed', changedFields(rows[0]?.before ?? {}, input))
  return { ...venture, version: venture.version + 1 }
}

/** Which fields differ, with what stood there before: the story of the venture shows it. */
function changedFields(before: Record<string, unknown>, input: Input): Record<string, unknown> {
  const columns = {
    name: 'name',
    field: 'field',
    stage: 'stage',
    place: 'place',
    workers: 'workers',
    capital: 'capital',
    registrationNo: 'registration_no',
    ideaId: 'idea_id',
  } as const
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const now = input[name as keyof typeof columns] ?? null
      return (before[column] ?? null) === now ? [] : [[name, before[column] ?? null]]
    }),
  )
}

async function begin(ctx: CommandContext, input: Input): Promise<VentureHeld> {
  const { personId } = ctx.actor
  const unitId = await placeOf(ctx, input)
  const foundedOn = input.foundedOn ?? ctx.today
  if (foundedOn > ctx.today) throw new Invalid([{ path: 'foundedOn', code: 'day_in_future' }])
  await sql`insert into ventures.venture (id, unit_id, kind, name, field, stage, place, workers, capital, registration_no, summary, needs,
      phone, website, idea_id, created_by, created_at, updated_at)
    values (${input.id}, ${unitId}, ${input.kind}, ${input.name}, ${input.field}, ${input.stage}, ${input.place ?? null},
      ${input.workers ?? null}, ${input.capital ?? null}, ${input.registrationNo ?? null}, ${input.summary ?? null}, ${input.needs}::text[],
      ${input.phone ?? null}, ${input.website ?? null}, ${input.ideaId ?? null}, ${personId ?? null}, ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await sql`insert into ventures.standing (id, venture_id, unit_id, kind, valid_from)
    values (${uuidv7(ctx.now().getTime())}, ${input.id}, ${unitId}, ${input.kind}, ${foundedOn})`.execute(
    ctx.db,
  )
  const venture: VentureHeld = {
    id: input.id,
    unitId,
    kind: input.kind,
    name: input.name,
    state: 'draft',
    foundedOn,
    endedOn: null,
    isPublic: false,
    createdBy: personId ?? null,
    version: 1,
  }
  // A member enters what they lead themselves.
  if (personId && !(await ctx.allows(canKeepAt(unitId))))
    await sql`insert into ventures.principal (id, venture_id, unit_id, person_id, role, manages)
      values (${uuidv7(ctx.now().getTime())}, ${input.id}, ${unitId}, ${personId}, 'leader', true)`.execute(
      ctx.db,
    )
  await tellChange(ctx, venture, 'drafted')
  return venture
}

/** The commune that keeps it: one of the officer's, or the member's own. */
async function placeOf(ctx: CommandContext, input: Input): Promise<string> {
  const { rows } = await sql<{ own: string | null }>`select ventures.my_commune() as own`.execute(
    ctx.db,
  )
  const own = rows[0]?.own ?? undefined
  const unitId = input.unitId ?? own
  if (!unitId) throw new Invalid([{ path: 'unitId', code: 'required' }])
  await ctx.authorize(unitId === own ? canDraft : canKeepAt(unitId))
  const level = await sql<{ level: string }>`
    select v.level from units.unit_version v where v.unit_id = ${unitId}::uuid and v.valid_from <= ${ctx.today}::date
       and (v.valid_to is null or v.valid_to > ${ctx.today}::date)`.execute(ctx.db)
  if (level.rows[0]?.level !== 'commune')
    throw new Invalid([{ path: 'unitId', code: 'ventures_not_a_commune' }])
  return unitId
}
