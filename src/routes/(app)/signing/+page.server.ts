import { listRequests, type RequestList } from '#modules/signing/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { PageServerLoad } from './$types'

const lists: readonly RequestList[] = ['mine', 'done', 'unit']

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const list = lists.find((one) => one === url.searchParams.get('list')) ?? 'mine'
    const before = uuidFrom(url.searchParams.get('before'))
    return {
      list,
      ...(await listRequests(ctx, { list, ...(before ? { before } : {}) })),
      mayPrepare: await ctx.allows(may('signing.write').anywhere),
    }
  })
