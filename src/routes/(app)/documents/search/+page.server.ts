import { listTypes, searchDocuments } from '#modules/documents/server/index.ts'
import { readDay } from '#platform/days.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const asked = (name: string) => url.searchParams.get(name)?.trim() ?? ''
    const text = asked('q').slice(0, 200)
    const types = await listTypes(ctx)
    const offset = Math.max(0, Math.trunc(Number(asked('from')) || 0))
    const type = types.find(({ code }) => code === asked('type'))?.code
    const direction = (['out', 'in'] as const).find((one) => one === asked('direction'))
    const [since, until] = [readDay(asked('since')), readDay(asked('until'))]
    return {
      text,
      type: type ?? '',
      direction: direction ?? '',
      since: since ?? '',
      until: until ?? '',
      offset,
      types,
      ...(await searchDocuments(ctx, { text, type, direction, from: since, to: until, offset })),
    }
  })
