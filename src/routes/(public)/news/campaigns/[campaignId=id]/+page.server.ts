import { error } from '@sveltejs/kit'
import { getCampaign, listLeaders, listPublicPosts } from '#modules/outreach/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { PageServerLoad } from './$types'

/** A phone shows so many without getting lost; one's own is found by its name. */
const shown = 20

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const campaign = await getCampaign(ctx, params.campaignId).catch((fault) => {
      if (fault instanceof NotFound) error(404, 'not_found')
      throw fault
    })
    const { rows } = await listPublicPosts(ctx, { campaignId: campaign.id, limit: 50 })
    const leaders = (await listLeaders(ctx, campaign.id)).map((leader, index) => ({
      ...leader,
      place: index + 1,
    }))
    const asked = url.searchParams.get('commune')
    const { id, name, goal, startsOn, endsOn, unitName } = campaign
    return {
      campaign: { id, name, goal, startsOn, endsOn, unitName },
      posts: rows.map((post) => ({ id: post.id, title: post.title, hasQuiz: post.hasQuiz })),
      leaders: leaders.slice(0, shown),
      count: leaders.length,
      communes: leaders
        .map(({ unitId, name }) => ({ value: unitId, label: name }))
        .sort((one, other) => one.label.localeCompare(other.label, 'vi')),
      chosen: leaders.find(({ unitId }) => unitId === asked) ?? null,
    }
  })
