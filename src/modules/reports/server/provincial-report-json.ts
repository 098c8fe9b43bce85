import type { z } from 'zod'
import { readFresh } from '#modules/indicators/server/index.ts'
import type { App } from '#platform/server/app.ts'
import { parseInput } from '#platform/server/command.ts'
import type { Asking } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { ProvincialReport, ProvincialReportAsked } from '../shapes.ts'
import { readAsked } from './asked.ts'
import { provincialReport } from './provincial-report.ts'

/**
 * The report as the API gives it. Unlike the page it takes nothing that it does not understand:
 * throws Invalid for a wrong day or unit id, NotFound where the unit's figures are not readable.
 */
export async function provincialReportJson(
  app: Pick<App, 'database' | 'read'>,
  asking: Asking,
  query: z.input<typeof ProvincialReportAsked>,
): Promise<ProvincialReport> {
  const { on, from, unit, set, view } = parseInput(ProvincialReportAsked, query)
  const given = Object.entries({ on, from, unit, set, view }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return readFresh(app, asking, async (ctx) => {
    const asked = await readAsked(ctx, new URLSearchParams(given))
    if (asked.faults.length > 0)
      throw new Invalid(asked.faults.map(({ field, code }) => ({ path: field, code })))
    return ProvincialReport.parse(await provincialReport(ctx, asked))
  })
}
