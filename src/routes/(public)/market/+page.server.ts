import { isInSeason, productKinds } from '#modules/market/index.ts'
import {
  listOpenCycles,
  listPlaces,
  listProducts,
  type MarketQuery,
  seasonOf,
} from '#modules/market/server/index.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

/** What an address asks for; what makes no sense is as good as not said. */
function queryFrom(url: URL, month: number): MarketQuery {
  const said = (name: string) => url.searchParams.get(name)?.trim().slice(0, 200) || undefined
  const kind = said('kind')
  const stars = Number(said('stars'))
  const sort = said('sort') === 'cheap' ? 'cheap' : 'new'
  const [, key, id] = /^([\w:.-]{1,40}),([0-9a-f-]{36})$/.exec(said('after') ?? '') ?? []
  const isKey = key && (sort === 'cheap' ? /^\d{1,9}$/.test(key) : !Number.isNaN(Date.parse(key)))
  return {
    text: said('q'),
    kind: productKinds.find((one) => one === kind),
    unitId: uuidFrom(said('unit') ?? null),
    stars: stars >= 1 && stars <= 5 ? Math.floor(stars) : undefined,
    month: said('season') === 'now' ? month : undefined,
    sort,
    after: isKey && uuidFrom(id ?? null) ? { key, id: id as string } : undefined,
  }
}

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const month = Number(ctx.today.slice(5, 7))
    const query = queryFrom(url, month)
    const page = await listProducts(ctx, query)
    const isFirst = !query.after
    return {
      query: {
        text: query.text ?? '',
        kind: query.kind ?? '',
        unit: query.unitId ?? '',
        stars: query.stars ? String(query.stars) : '',
        season: query.month ? 'now' : '',
        sort: query.sort ?? 'new',
      },
      isFirst,
      isAsked: Boolean(query.text || query.kind || query.unitId || query.stars || query.month),
      rows: page.rows.map((row) => ({ ...row, isInSeason: isInSeason(seasonOf(row), month) })),
      next: page.next ? `${page.next.key},${page.next.id}` : null,
      places: (await listPlaces(ctx)).map(({ unitId, name }) => ({ value: unitId, label: name })),
      cycles: isFirst ? await listOpenCycles(ctx) : [],
    }
  })
