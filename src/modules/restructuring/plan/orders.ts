import type { ReformEvent } from './types.ts'

interface Written {
  id: string
  body: ReformEvent
}

/** One thing that a decision orders as an officer reads it: an event with the units founded for it. */
export interface Order<Event extends Written = Written> {
  event: Event
  founded: Event[]
}

/** Joins the founding of a unit to the merger or split that it is founded for; all else stands alone. */
export function ordersOf<Event extends Written>(events: readonly Event[]): Order<Event>[] {
  const foundings = new Map<string, Event>()
  for (const event of events)
    if (event.body.kind === 'found') foundings.set(event.body.unitId, event)
  const orders: Order<Event>[] = []
  for (const event of events) {
    if (event.body.kind === 'found') continue
    const founded = targetsOf(event.body).flatMap((id) => foundings.get(id) ?? [])
    for (const { body } of founded) if (body.kind === 'found') foundings.delete(body.unitId)
    orders.push({ event, founded })
  }
  for (const event of foundings.values()) orders.push({ event, founded: [] })
  return orders
}

/** The events that go when an order is struck out: a unit founded for it stays where another event names it. */
export function struckWith<Event extends Written>(
  events: readonly Event[],
  eventId: string,
): string[] {
  const order = ordersOf(events).find(({ event }) => event.id === eventId)
  if (!order) return [eventId]
  const others = events.filter(({ id }) => id !== eventId)
  const named = new Set(others.flatMap(({ body }) => namedAsTarget(body)))
  const goes = order.founded.filter(({ body }) => body.kind === 'found' && !named.has(body.unitId))
  return [eventId, ...goes.map(({ id }) => id)]
}

function targetsOf(event: ReformEvent): readonly string[] {
  if (event.kind === 'merge') return [event.into]
  return event.kind === 'split' ? event.into : []
}

function namedAsTarget(event: ReformEvent): readonly string[] {
  if (event.kind === 'move' || event.kind === 'found') return [event.parentId]
  if (event.kind === 'dissolve') return event.into ? [event.into] : []
  return targetsOf(event)
}

/** Every unit that an event names. */
export function unitsNamedBy(event: ReformEvent): string[] {
  const own = event.kind === 'merge' ? event.from : [event.unitId]
  return [...own, ...namedAsTarget(event)]
}
