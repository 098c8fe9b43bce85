import { definitionOf, type Indicator, isIndicator, type View } from '#modules/indicators/index.ts'
import {
  canSetTarget,
  readFresh,
  readHelpByService,
  readTargets,
  setTarget,
} from '#modules/indicators/server/index.ts'
import { forUnit, reportHref } from '#modules/reports/index.ts'
import {
  barLength,
  indicatorName,
  leftOutOf,
  measureName,
  type Order,
  readHead,
  shortName,
  unitsBelow,
  writtenTime,
  writtenValue,
} from '#modules/reports/server/index.ts'
import { unitTypeName } from '#modules/units/components/type-name.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  readFresh(locals.app, locals.asking, async (ctx) => {
    const { indicator } = params
    if (!isIndicator(indicator)) throw new NotFound()
    const order = readOrder(url.searchParams.get('sort'))
    const { asked, head } = await readHead(ctx, url)
    const { columns, whole, units, own } = await unitsBelow(ctx, asked, indicator, order)
    const { locale } = locals.asking
    const measure = (name: Indicator) => definitionOf(name).measure
    const written = (name: Indicator, value: number | null | undefined) =>
      writtenValue(value ?? null, measure(name), locale)
    const at = (page: string, unitId: string) => reportHref(page, forUnit(head.place, unitId))

    return {
      indicator,
      head,
      leftOut: await leftOutOf(ctx, asked, head, indicator),
      title: indicatorName(indicator),
      whole: {
        value: written(indicator, whole[indicator]),
        measure: measureName(measure(indicator)),
        time: writtenTime({ indicator }, asked.on, asked.from),
      },
      columns: columns.map((name) => ({ key: name, label: shortName(name) })),
      order,
      units: units.map((unit) => ({
        id: unit.id,
        name: unit.name,
        kind: unitTypeName(unit.type),
        stands: unit.stands,
        reported: unit.reported,
        href: at(unit.level === 'branch' ? `/${indicator}/records` : `/${indicator}`, unit.id),
        bar: barLength(indicator, unit.figures[indicator] ?? null, units),
        values: Object.fromEntries(
          columns.map((name) => [name, written(name, unit.figures[name])]),
        ),
      })),
      own: own !== null && own > 0 && units.length > 0 ? written(indicator, own) : null,
      silent: units.filter((unit) => !unit.reported).length,
      services:
        definitionOf(indicator).source === 'assists' && indicator === 'people_helped'
          ? await services(ctx, asked, locale)
          : [],
      target: asked.setId ? null : await target(ctx, indicator, asked, locale),
      missingHref:
        definitionOf(indicator).kind === 'share' && definitionOf(indicator).source === 'members'
          ? reportHref('/members_without_citizen_app/records', head.place)
          : null,
    }
  })

const readOrder = (text: string | null): Order =>
  text === 'high' || text === 'low' ? text : 'name'

async function services(
  ctx: Context,
  asked: Parameters<typeof readHelpByService>[1],
  locale: 'vi' | 'en',
) {
  const number = (value: number) => writtenValue(value, 'turns', locale)
  return (await readHelpByService(ctx, asked)).map((row) => ({
    code: row.code,
    name: locale === 'vi' ? row.nameVi : row.nameEn,
    done: number(row.done),
    to_continue: number(row.toContinue),
    needs_police: number(row.needsPolice),
    refused: number(row.refused),
    total: number(row.total),
  }))
}

/** The target that holds, and what a form needs to set another; only shares have targets on screen. */
async function target(
  ctx: Context,
  indicator: Indicator,
  { unitId, on, view }: { unitId: string; on: string; view: View },
  locale: 'vi' | 'en',
) {
  if (definitionOf(indicator).kind !== 'share') return null
  const current = (await readTargets(ctx, unitId, on, view))[indicator]
  return {
    now: current
      ? m.reports_target_now({
          value: `${writtenValue(current.value, 'percent', locale)} %`,
          day: writtenDay(current.validFrom),
        })
      : null,
    maySet: await ctx.allows(canSetTarget(unitId)),
    newId: uuidv7(ctx.now().getTime()),
    today: ctx.today,
  }
}

export const actions = { target: formAction(setTarget) } satisfies Actions
