import { json } from '@sveltejs/kit'
import { searchStanding } from '#modules/restructuring/server/index.ts'
import { levels, type UnitLevel } from '#modules/units/index.ts'
import type { RequestHandler } from './$types'

/** Suggestions of units that a draft can name. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const asked = url.searchParams.get('levels')?.split(',') ?? []
  const wanted = levels.filter((level): level is UnitLevel => asked.includes(level))
  return json(
    await locals.read((ctx) =>
      searchStanding(ctx, params.draftId, url.searchParams.get('q') ?? '', {
        ...(wanted.length > 0 ? { levels: wanted } : {}),
        onlyStanding: url.searchParams.has('standing'),
      }),
    ),
  )
}
