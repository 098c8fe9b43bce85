import type { Context } from '#platform/server/context.ts'
import { listMembers } from './queries.ts'

/**
 * The person that a PersonPicker sent: their id, or, from a browser without script, the one person whom
 * the typed text finds. Nothing where it finds nobody or several.
 */
export async function personFromForm(
  ctx: Context,
  form: FormData,
  name = 'personId',
): Promise<string | undefined> {
  const id = form.get(name)
  if (typeof id === 'string' && id) return id
  const text = form.get(`${name}Text`)
  if (typeof text !== 'string' || !text.trim()) return undefined
  const { rows } = await listMembers(ctx, { text, filters: {}, limit: 2 })
  return rows.length === 1 ? rows[0]?.id : undefined
}
