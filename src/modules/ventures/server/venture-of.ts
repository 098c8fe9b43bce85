import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden, NotFound } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { VentureKind } from '../kinds.ts'
import { canDraft, canKeepAt } from './policy.ts'

/** What commands need to know of a venture. */
export interface VentureHeld {
  id: string
  /** The commune where it is today. */
  unitId: string
  kind: VentureKind
  name: string
  state: 'draft' | 'registered' | 'struck'
  foundedOn: IsoDay | null
  endedOn: IsoDay | null
  isPublic: boolean
  createdBy: string | null
  version: number
}

/** A venture that the actor may see, held fast where they may change it; or nothing. */
export async function findHeld(
  ctx: CommandContext,
  ventureId: string,
): Promise<VentureHeld | undefined> {
  const look = (lock: boolean) =>
    sql<VentureHeld>`select id, unit_id, kind, name, state, founded_on, ended_on, is_public, created_by, version
      from ventures.venture where id = ${ventureId}::uuid ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  return (await look(true)).rows[0] ?? (await look(false)).rows[0]
}

/** The same; throws NotFound where there is none or the actor may not see it. */
export async function holdVenture(ctx: CommandContext, ventureId: string): Promise<VentureHeld> {
  const found = await findHeld(ctx, ventureId)
  if (!found) throw new NotFound('ventures.not_found')
  return found
}

/** Whether the actor keeps a venture: an officer above it, or one of its people who manages it. */
export async function manages(ctx: Context, ventureId: string): Promise<boolean> {
  if (ctx.actor.kind === 'system') return true
  if (ctx.actor.kind === 'nobody') return false
  const { rows } = await sql<{ manages: boolean }>`
    select ventures.manages(${ventureId}::uuid)
        or exists (select from ventures.venture v where v.id = ${ventureId}::uuid and v.state = 'draft'
                      and v.created_by = ${ctx.actor.personId ?? null}::uuid) as manages`.execute(
    ctx.db,
  )
  return rows[0]?.manages ?? false
}

/**
 * Asks the policy whether the actor may change what a venture says of itself. Throws NotFound where they
 * may not see it, Forbidden where they may only read it.
 */
export async function holdManaged(ctx: CommandContext, ventureId: string): Promise<VentureHeld> {
  const venture = await holdVenture(ctx, ventureId)
  await ctx.authorize(canDraft)
  if (!(await manages(ctx, ventureId))) throw new Forbidden()
  return venture
}

/** The same for what only an officer above it may do: state, place, days, support. */
export async function holdKept(ctx: CommandContext, ventureId: string): Promise<VentureHeld> {
  const venture = await holdVenture(ctx, ventureId)
  await ctx.authorize(canKeepAt(venture.unitId))
  return venture
}

/** Writes down in the venture's story what was changed, and for the audit. */
export async function tellChange(
  ctx: CommandContext,
  venture: Pick<VentureHeld, 'id' | 'unitId'>,
  kind: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await sql`insert into ventures.change (id, venture_id, unit_id, kind, details, changed_by, changed_at)
    values (${uuidv7(ctx.now().getTime())}, ${venture.id}, ${venture.unitId}, ${kind}, ${JSON.stringify(details)}::jsonb,
            ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
  ctx.note({ unitId: venture.unitId, subjectId: venture.id, details: { what: kind } })
}
