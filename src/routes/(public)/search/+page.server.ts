import { listPublicUnits } from '#modules/ideas/server/index.ts'
import { isPublicKind } from '#platform/public-kinds.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

const pageSize = 20

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event
  const text = (url.searchParams.get('q') ?? '').trim().slice(0, 200)
  const asked = url.searchParams.get('kind')
  const kind = isPublicKind(asked) ? asked : undefined
  const unitId = uuidFrom(url.searchParams.get('commune'))
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1)
  cacheInPublic(event)
  return locals.read(async (ctx) => {
    const communes = unitId ? await listPublicUnits(ctx) : []
    const commune = communes.find((one) => one.unitId === unitId)
    const found = await searchPublic(ctx, { text, kind, unitId: commune?.unitId, page, pageSize })
    const last = Math.ceil(Math.min(found.count, found.countedUpTo) / pageSize)
    return {
      look: 'wide' as const,
      text,
      kind: kind ?? null,
      commune: commune ? { id: commune.unitId, name: commune.name } : null,
      page: Math.min(page, Math.max(last, 1)),
      last,
      count: found.count,
      isMore: found.count >= found.countedUpTo,
      kinds: found.kinds,
      entries: found.entries.map(({ publicAt: _, language: __, ...entry }) => entry),
    }
  })
}
