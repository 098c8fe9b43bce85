import { json } from '@sveltejs/kit'
import { canListMembers, listMembers } from '#modules/members/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** Suggestions for a person picker: whom the reader's register holds, by name, phone or code. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const text = url.searchParams.get('q')?.trim().slice(0, 100) ?? ''
  const unitId = uuidFrom(url.searchParams.get('within'))
  const { rows } = await locals.read(async (ctx) => {
    await ctx.authorize(canListMembers)
    return listMembers(ctx, { text, unitId, filters: {}, limit: 8 })
  })
  return json(rows.map((row) => ({ id: row.id, name: row.fullName, unitName: row.unitName })))
}
