import type { UnitLevel, UnitType } from '#modules/units/index.ts'
import { pathsOf, searchUnits } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { foundedByTable } from './decision-table/founded-by-table.ts'
import { getDraft, listEvents } from './draft.ts'

export interface StandingHit {
  id: string
  name: string
  /** Not told of a unit above the draft's scope. */
  type: UnitType | null
  path: string[]
  /** Founded by the draft itself. */
  isNew: boolean
}

/**
 * Units that a draft can name, by part of their name: those that stand at, below or above its scope,
 * and those that it founds, itself or by its table, these first unless only standing ones are wanted.
 * Six queries.
 */
export async function searchStanding(
  ctx: Context,
  draftId: string,
  text: string,
  options: { levels?: readonly UnitLevel[]; limit?: number; onlyStanding?: boolean } = {},
): Promise<StandingHit[]> {
  const draft = await getDraft(ctx, draftId)
  const limit = options.limit ?? 12
  const wanted = plain(text)
  if (!wanted) return []
  const founded = options.onlyStanding ? [] : await listFounded(ctx, draftId, wanted)
  const paths = [...(await pathsOf(ctx, draft.scopeIds)).values()].flat()
  const aboveScope = [...new Map(paths.map((unit) => [unit.id, unit])).values()]
    .filter(({ name, level }) => holds(name, wanted) && (options.levels?.includes(level) ?? true))
    .map(({ id, name }) => ({ id, name, type: null, path: [], isNew: false }))
  const hits = await searchUnits(ctx, text, {
    limit,
    within: draft.scopeIds,
    ...(options.levels ? { levels: options.levels } : {}),
  })
  const standing = hits
    .filter(({ closedOn }) => !closedOn || closedOn > draft.effectiveOn)
    .map(({ id, name, type, path }) => ({
      id,
      name,
      type,
      path: path.map((step) => step.name).reverse(),
      isNew: false,
    }))
  return [...founded, ...aboveScope, ...standing].slice(0, limit)
}

/** Units that a draft founds and whose name holds the words. */
async function listFounded(ctx: Context, draftId: string, wanted: string) {
  const events = await listEvents(ctx, draftId)
  const written = events.flatMap(({ body }) =>
    body.kind === 'found' ? [{ id: body.unitId, name: body.name, type: body.type }] : [],
  )
  return [...written, ...(await foundedByTable(ctx, draftId))]
    .filter(({ name }) => holds(name, wanted))
    .map((unit) => ({ ...unit, path: [], isNew: true }))
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .trim()

const holds = (name: string, wanted: string) => {
  const held = plain(name)
  return wanted.split(/\s+/).every((word) => held.includes(word))
}
