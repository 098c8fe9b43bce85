import { definitionOf, isIndicator } from '#modules/indicators/index.ts'
import { listRecords, readFigures, readFresh } from '#modules/indicators/server/index.ts'
import { reportHref } from '#modules/reports/index.ts'
import {
  indicatorName,
  leftOutOf,
  measureName,
  readHead,
  recordsTable,
  writtenTime,
  writtenValue,
} from '#modules/reports/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  readFresh(locals.app, locals.asking, async (ctx) => {
    const { indicator } = params
    if (!isIndicator(indicator)) throw new NotFound()
    const { asked, head } = await readHead(ctx, url)
    const cursor = url.searchParams.get('cursor') ?? undefined
    const figure =
      (await readFigures(ctx, { ...asked, indicators: [indicator] }))[indicator] ?? null
    const page = await listRecords(ctx, { ...asked, indicator, cursor })
    const { measure } = definitionOf(indicator)
    const records = `/${indicator}/records`
    return {
      indicator,
      head,
      leftOut: await leftOutOf(ctx, asked, head, indicator),
      title: indicatorName(indicator),
      figure: `${writtenValue(figure, measure, locals.asking.locale)} ${measureName(measure)}`,
      time: writtenTime({ indicator }, asked.on, asked.from),
      table: recordsTable(page, locals.asking.locale),
      firstHref: cursor ? reportHref(records, head.place) : undefined,
      nextHref: page.next ? reportHref(records, head.place, { cursor: page.next }) : undefined,
    }
  })
