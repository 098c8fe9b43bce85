import { listExperiences, listTags } from '#modules/documents/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const text = url.searchParams.get('q')?.trim().slice(0, 200) ?? ''
    const tag = url.searchParams.get('tag')?.trim().slice(0, 40) || undefined
    const order = url.searchParams.get('order') === 'new' ? 'new' : 'useful'
    const offset = Math.max(0, Math.trunc(Number(url.searchParams.get('from')) || 0))
    return {
      text,
      tag: tag ?? '',
      order,
      offset,
      tags: await listTags(ctx),
      mayShare: await ctx.allows(may('documents.write').anywhere),
      ...(await listExperiences(ctx, { text, tag, order, offset })),
    }
  })
