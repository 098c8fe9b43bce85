import {
  canScreenSomewhere,
  type IdeaPage,
  type IdeaQuery,
  type IdeaRow,
  ideaQueryFrom,
  listIdeas,
  listMyIdeas,
  listWaiting,
  writeIdeaCursor,
} from '#modules/ideas/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { Context } from '#platform/server/context.ts'
import type { PageServerLoad } from './$types'

const tabs = ['mine', 'waiting', 'overdue', 'all'] as const

type Show = (typeof tabs)[number]

/** What is shown where nobody chose: what waits, for those who screen; else one's own. */
function showOf(url: URL, may: { screen: boolean; read: boolean }): Show {
  if (!may.read) return 'mine'
  const asked = tabs.find((one) => one === url.searchParams.get('show'))
  if (asked) return asked
  if (url.searchParams.has('q')) return 'all'
  return may.screen ? 'waiting' : 'mine'
}

async function rowsOf(ctx: Context, show: Show, query: IdeaQuery): Promise<IdeaPage<IdeaRow>> {
  if (show === 'all') return listIdeas(ctx, query)
  const rows =
    show === 'mine'
      ? await listMyIdeas(ctx)
      : await listWaiting(ctx, show === 'overdue' ? 'overdue_below' : 'mine')
  return { rows, count: rows.length, countedUpTo: rows.length + 1, previous: null, next: null }
}

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const mayScreen = await ctx.allows(canScreenSomewhere)
    const mayRead = mayScreen || (await ctx.allows(may('ideas.read').anywhere))
    const query = ideaQueryFrom(url)
    const show = showOf(url, { screen: mayScreen, read: mayRead })
    const { previous, next, ...page } = await rowsOf(ctx, show, query)
    return {
      ...page,
      show,
      mayScreen,
      mayRead,
      query: { text: query.text ?? '', category: query.category ?? '', state: query.state ?? '' },
      unit: query.unitId ? await getUnit(ctx, query.unitId) : null,
      previous: previous && writeIdeaCursor(previous),
      next: next && writeIdeaCursor(next),
    }
  })
