/** A place in field mode. It is one page, so that the phone keeps one shell for all of it. */
export interface Place {
  /** Of an activity, or of a meeting or a course (`ID~LESSON`) where the tab is theirs. */
  activityId?: string | undefined
  tab?: Tab
  /** The page that could not be opened without a network. */
  offlinePage?: string | undefined
}

export type Tab = 'assist' | 'checkin' | 'mine' | 'phone' | 'meetings' | 'idea' | 'learn'

const tabs: readonly string[] = ['assist', 'checkin', 'mine', 'phone', 'meetings', 'idea', 'learn']

/** As much of a URL as says where one is. */
export interface Address {
  readonly searchParams: Pick<URLSearchParams, 'get'>
}

export function readPlace({ searchParams }: Address): Place {
  const tab = searchParams.get('tab') ?? ''
  const page = searchParams.get('offline')
  return {
    activityId: searchParams.get('at') ?? undefined,
    tab: tabs.includes(tab) ? (tab as Tab) : 'assist',
    // Only a path of our own: never a link to elsewhere.
    offlinePage: page && /^\/(?![/\\])/.test(page) ? page : undefined,
  }
}

export function linkTo({ activityId, tab }: Place): string {
  const query = new URLSearchParams()
  if (activityId) query.set('at', activityId)
  if (tab && tab !== 'assist') query.set('tab', tab)
  const text = query.toString()
  return text ? `/field?${text}` : '/field'
}
