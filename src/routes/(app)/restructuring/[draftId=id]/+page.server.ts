import { redirect } from '@sveltejs/kit'
import { effectsOf, ordersOf, struckWith, unitsNamedBy } from '#modules/restructuring/index.ts'
import {
  addEvents,
  type Draft,
  type DraftEvent,
  type DraftPlan,
  dissolveDistricts,
  districtsLeft,
  effectLines,
  faultSentence,
  foundedSentence,
  frameOf,
  getDraft,
  listEvents,
  namesFor,
  openTableQuestions,
  orderSentence,
  readPlan,
  removeEvent,
  summaryOf,
  tableFaults,
  tableOf,
} from '#modules/restructuring/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { formAction, formFailure } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const pageSize = 50

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    const found = draft.state === 'open' ? await readPlan(ctx, draft.id) : undefined
    const events = found?.events ?? (await listEvents(ctx, draft.id))
    const orders = ordersOf(events)
    const pages = Math.max(1, Math.ceil(orders.length / pageSize))
    const page = pageAsked(url, orders, pages)
    return {
      frame: await frameOf(ctx, draft, found),
      orders: await wordsOf(
        ctx,
        draft,
        events,
        orders.slice((page - 1) * pageSize, page * pageSize),
        found,
      ),
      table: found ? tableEntry(found) : await tableOf(ctx, draft.id),
      count: orders.length,
      page,
      pages,
      districts: found ? districtsLeft(found).length : 0,
    }
  })

/** The table as one entry: its events are worked out, not stored one by one. */
function tableEntry(found: DraftPlan) {
  const summary = summaryOf(found)
  if (!summary) return null
  const { source, founded, from, splits } = summary
  const questions = openTableQuestions(found)
  return { source, founded, from, splits: splits.length, questions, faults: tableFaults(found) }
}

type Orders = ReturnType<typeof ordersOf<DraftEvent>>

/** The page that was asked for, or that on which an event stands. */
function pageAsked(url: URL, orders: Orders, pages: number): number {
  const eventId = url.searchParams.get('event')
  const at = orders.findIndex(({ event }) => event.id === eventId)
  const page = at >= 0 ? Math.floor(at / pageSize) + 1 : Number(url.searchParams.get('page')) || 1
  return Math.min(Math.max(1, Math.trunc(page)), pages)
}

async function wordsOf(
  ctx: Context,
  draft: Draft,
  events: DraftEvent[],
  orders: Orders,
  found: DraftPlan | undefined,
) {
  const named = orders.flatMap(({ event, founded }) =>
    [event, ...founded].flatMap(({ body }) => unitsNamedBy(body)),
  )
  const nameOf = await namesFor(ctx, draft, found?.ordered ?? events.map(({ body }) => body), named)
  return orders.map((order) => {
    const { id, body } = order.event
    const units = new Set(unitsNamedBy(body))
    return {
      id,
      kind: body.kind,
      sentence: orderSentence(order, nameOf),
      under: foundedSentence(order.founded, nameOf),
      effects: found
        ? effectLines(effectsOf(found.plan, found.organisation, found.counts, body), body.kind)
        : [],
      questions:
        found?.plan.questions.filter((one) => units.has(one.kind === 'place' ? one.of : one.unitId))
          .length ?? 0,
      faults: (found?.plan.faults ?? [])
        .filter(({ unitId }) => units.has(unitId))
        .map(({ code, unitId }) => faultSentence(code, nameOf(unitId) ?? '')),
    }
  })
}

const back = (_: unknown, event: RequestEvent) =>
  redirect(303, `/restructuring/${event.params.draftId}`)

export const actions = {
  /** Strikes out an event, and the units that were founded for nothing but it. */
  remove: async (event: RequestEvent) => {
    const form = await event.request.formData()
    const { draftId } = event.params
    const { app, asking } = event.locals
    const events = await event.locals.read((ctx) => listEvents(ctx, draftId))
    try {
      for (const eventId of struckWith(events, String(form.get('eventId'))))
        await app.run(asking, removeEvent, { draftId, eventId })
    } catch (error) {
      return formFailure(error, form)
    }
    back(undefined, event)
  },
  districts: formAction(addEvents, {
    input: (_, event: RequestEvent) =>
      event.locals.read(async (ctx) => ({
        draftId: event.params.draftId,
        events: dissolveDistricts(await readPlan(ctx, event.params.draftId)),
      })),
    done: back,
  }),
} satisfies Actions
