import { listReadable } from '#modules/indicators/server/index.ts'
import { getUnit, type Unit } from '#modules/units/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { faultText } from '#platform/server/messages.ts'
import type { ReportPlace } from '../components/links.ts'
import { type ReportAsked, readAsked } from './asked.ts'

/** What every page of a report says at its top, and needs for its links and its form. */
export interface ReportHead {
  unit: { id: string; name: string; path: { id: string; name: string; isOpen: boolean }[] }
  place: ReportPlace
  /** In words. */
  period: string
  errors: Partial<Record<'on' | 'from' | 'unit', string>>
}

/** Reads what a page of the report is about out of its address. */
export async function readHead(
  ctx: Context,
  url: URL,
): Promise<{ asked: ReportAsked; head: ReportHead }> {
  const asked = await readAsked(ctx, url.searchParams)
  const unit = await getUnit(ctx, asked.unitId, { on: asked.on })
  return { asked, head: await headOf(ctx, asked, unit) }
}

export async function headOf(ctx: Context, asked: ReportAsked, unit: Unit): Promise<ReportHead> {
  const readable = await listReadable(
    ctx,
    unit.path.map(({ id }) => id),
  )
  const days = { from: writtenDay(asked.from), on: writtenDay(asked.on) }
  return {
    unit: {
      id: unit.id,
      name: unit.name,
      path: unit.path.map(({ id, name }) => ({ id, name, isOpen: readable.has(id) })),
    },
    place: { unitId: unit.id, on: asked.on, ...(asked.isChosen ? { from: asked.from } : {}) },
    period: asked.isChosen ? m.reports_period_chosen(days) : m.reports_period_default(days),
    errors: Object.fromEntries(asked.faults.map(({ field, code }) => [field, faultText(code)])),
  }
}
