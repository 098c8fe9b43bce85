import type { Context } from '#platform/server/context.ts'
import { searchUnits } from './search-units.ts'

/**
 * The unit that a UnitPicker sent: its id, or, from a browser without script, the one unit that the
 * typed text names for certain, be it by the name of one that it took the place of. Nothing where there
 * is none or more than one.
 */
export async function unitFromForm(
  ctx: Context,
  form: FormData,
  name = 'unitId',
): Promise<string | undefined> {
  const id = form.get(name)
  if (typeof id === 'string' && id) return id
  const text = form.get(`${name}Text`)
  if (typeof text !== 'string' || !text.trim()) return undefined
  const found = await searchUnits(ctx, text, { limit: 2, standing: true })
  const hits = found.filter((hit) => !hit.closedOn)
  return hits.length === 1 ? hits[0]?.id : undefined
}
