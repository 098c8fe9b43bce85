import { error } from '@sveltejs/kit'
import { getCampaign, listLeaders, listPublicPosts } from '#modules/outreach/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const campaign = await getCampaign(ctx, params.campaignId).catch((fault) => {
      if (fault instanceof NotFound) error(404, 'not_found')
      throw fault
    })
    const { rows } = await listPublicPosts(ctx, { campaignId: campaign.id, limit: 50 })
    const { id, name, goal, startsOn, endsOn, unitName } = campaign
    return {
      campaign: { id, name, goal, startsOn, endsOn, unitName },
      posts: rows.map((post) => ({ id: post.id, title: post.title, hasQuiz: post.hasQuiz })),
      leaders: await listLeaders(ctx, campaign.id),
    }
  })
