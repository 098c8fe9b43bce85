import type { View } from '#modules/indicators/index.ts'
import { listReadable } from '#modules/indicators/server/index.ts'
import { listGroupings } from '#modules/units/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { faultText } from '#platform/server/messages.ts'
import { type ReportPlace, reportHref } from '../components/links.ts'
import { type ReportAsked, readAsked } from './asked.ts'
import { readSubject, type Subject } from './subject.ts'
import { viewText } from './written.ts'

/** What every page of a report says at its top, and needs for its links and its form. */
export interface ReportHead {
  unit: { id: string; name: string; path: { id: string; name: string; isOpen: boolean }[] }
  place: ReportPlace
  /** In words, with the view. */
  period: string
  view: View
  /** For the form: the unit whose set it is, where it is a set. */
  chosen: { id: string; name: string }
  sets: { id: string; name: string }[]
  /** In today's view of a unit that is no more: who stands in its place, open where they may be read. */
  heirs: { name: string; href: string | undefined }[] | undefined
  errors: Partial<Record<'on' | 'from' | 'unit', string>>
}

/** Reads what a page of the report is about out of its address. */
export async function readHead(
  ctx: Context,
  url: URL,
): Promise<{ asked: ReportAsked; head: ReportHead }> {
  const asked = await readAsked(ctx, url.searchParams)
  const unit = await readSubject(ctx, asked)
  return { asked, head: await headOf(ctx, asked, unit) }
}

export async function headOf(ctx: Context, asked: ReportAsked, unit: Subject): Promise<ReportHead> {
  const sets = await listGroupings(ctx, { on: asked.view === 'today' ? ctx.today : asked.on })
  const readable = await listReadable(ctx, [
    ...unit.path.map(({ id }) => id),
    ...sets.map(({ unitId }) => unitId),
    ...(unit.heirs ?? []).map(({ id }) => id),
  ])
  const place: ReportPlace = {
    unitId: unit.id,
    on: asked.on,
    ...(asked.isChosen ? { from: asked.from } : {}),
    ...(asked.setId ? { setId: asked.setId } : {}),
    ...(asked.view === 'today' ? { view: asked.view } : {}),
  }
  const above = unit.path.at(-1)
  const days = { from: writtenDay(asked.from), on: writtenDay(asked.on) }
  return {
    unit: {
      id: unit.id,
      name: unit.name,
      path: unit.path.map(({ id, name }) => ({ id, name, isOpen: readable.has(id) })),
    },
    place,
    period: `${asked.isChosen ? m.reports_period_chosen(days) : m.reports_period_default(days)} ${m.reports_view_said({ view: viewText(asked.view) })}`,
    view: asked.view,
    chosen:
      asked.setId && above ? { id: above.id, name: above.name } : { id: unit.id, name: unit.name },
    sets: sets
      .filter(({ unitId }) => readable.has(unitId))
      .map(({ id, name, unitName }) => ({ id, name: `${name} (${unitName})` })),
    heirs: unit.heirs?.map(({ id, name }) => ({
      name,
      href: readable.has(id) ? reportHref('', { ...place, unitId: id }) : undefined,
    })),
    errors: Object.fromEntries(asked.faults.map(({ field, code }) => [field, faultText(code)])),
  }
}
