import { definitionOf, type Indicator } from '#modules/indicators/index.ts'
import { readUnattributed } from '#modules/indicators/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import type { ReportAsked } from './asked.ts'
import { leftOutText } from './written.ts'

export interface LeftOut {
  /** The unit that was split. */
  id: string
  text: string
}

/**
 * What an indicator in today's units leaves out, a sentence for each split unit; nothing as then, and
 * nothing of a unit that stands no more. Two queries in today's view.
 */
export async function leftOutOf(
  ctx: Context,
  asked: ReportAsked,
  unit: { heirs?: unknown },
  indicator: Indicator,
): Promise<LeftOut[]> {
  if (asked.view !== 'today' || unit.heirs) return []
  const { measure } = definitionOf(indicator)
  const leftOut = await readUnattributed(ctx, { ...asked, indicators: [indicator] })
  return leftOut.map(({ unitId, name, heirs, figures }) => ({
    id: unitId,
    text: leftOutText(
      [{ unit: { id: unitId, name }, value: figures[indicator] ?? null, heirs }],
      measure,
      ctx.locale,
    ),
  }))
}
