import { kinds } from '#modules/outreach/index.ts'
import { listCampaigns, listCommunes, listPublicPosts } from '#modules/outreach/server/index.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

/** A place in the list as part of an address, or nothing. */
function cursorFrom(text: string | null) {
  const [at = '', id = ''] = (text ?? '').split('_')
  const uuid = uuidFrom(id)
  return /^\d{1,15}$/.test(at) && uuid ? { at: Number(at), id: uuid } : undefined
}

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const communeId = uuidFrom(url.searchParams.get('commune')) ?? undefined
    const kind = kinds.find((one) => one === url.searchParams.get('kind'))
    const { rows, next } = await listPublicPosts(ctx, {
      communeId,
      kind,
      cursor: cursorFrom(url.searchParams.get('after')),
    })
    const communes = await listCommunes(ctx)
    const campaigns = await listCampaigns(ctx, { limit: 20 })
    return {
      query: { commune: communeId ?? '', kind: kind ?? '' },
      rows: rows.map(({ id, title, summary, kind, unitName, publishedAt, pictureId, hasQuiz }) => ({
        ...{ id, title, summary, kind, unitName, publishedAt, pictureId, hasQuiz },
      })),
      next: next ? `${next.at}_${next.id}` : null,
      campaigns: campaigns
        .filter(({ startsOn, endsOn }) => startsOn <= ctx.today && endsOn >= ctx.today)
        .map(({ id, name }) => ({ id, name })),
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
    }
  })
