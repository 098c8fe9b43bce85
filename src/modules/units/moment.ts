import { type IsoDay, readDay } from '#platform/days.ts'

/** `then`: in the units of that time; `today`: in the units that stand in their place today. */
export type TreeView = 'then' | 'today'

/** When, and in whose tree, something is looked at. It lives in the address and nowhere else. */
export interface Moment {
  /** The day; none for today. */
  on: IsoDay | undefined
  view: TreeView
}

/** Today, as the tree stands: what is shown where nothing was asked. */
export const now: Moment = { on: undefined, view: 'then' }

/** The day and the view out of an address; what makes no sense there is left out rather than refused. */
export const readMoment = ({ searchParams }: URL): Moment => ({
  on: readDay(searchParams.get('on') ?? ''),
  view: searchParams.get('view') === 'today' ? 'today' : 'then',
})

/**
 * A way within the product that keeps the day and the view, so that they last from page to page:
 * `withMoment('/units/1', { on: '2024-04-03', view: 'today' })` is `/units/1?on=2024-04-03&view=today`.
 */
export function withMoment(href: string, { on, view }: Moment): string {
  const said = [on && `on=${on}`, view !== 'then' && `view=${view}`].filter(Boolean).join('&')
  return said ? `${href}${href.includes('?') ? '&' : '?'}${said}` : href
}
