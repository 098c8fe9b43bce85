import { json } from '@sveltejs/kit'
import { levels } from '#modules/units/index.ts'
import { searchUnits, type UnitSummary } from '#modules/units/server/index.ts'
import { permissions } from '#platform/server/access/role-types.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** Suggestions for a unit picker. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const asked = url.searchParams.get('levels')?.split(',') ?? []
  const wanted = levels.filter((level) => asked.includes(level)) as UnitSummary['level'][]
  const within = uuidFrom(url.searchParams.get('within'))
  const may = permissions.find((permission) => permission === url.searchParams.get('may'))
  const hits = await locals.read((ctx) =>
    searchUnits(ctx, url.searchParams.get('q') ?? '', {
      limit: 12,
      ...(wanted.length > 0 ? { levels: wanted } : {}),
      ...(within ? { within } : {}),
      standing: url.searchParams.has('standing'),
      ...(may ? { may } : {}),
    }),
  )
  return json(hits)
}
