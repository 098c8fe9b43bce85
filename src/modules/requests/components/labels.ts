import * as m from '#paraglide/messages.js'
import type { RequestState, Topic } from '../topics.ts'

export const topicName: Record<Topic, () => string> = {
  online_service: m.requests_topic_online_service,
  device: m.requests_topic_device,
  payment: m.requests_topic_payment,
  study: m.requests_topic_study,
  work: m.requests_topic_work,
  repair: m.requests_topic_repair,
  care: m.requests_topic_care,
  other: m.requests_topic_other,
}

export const requestStateName: Record<RequestState, () => string> = {
  waiting: m.requests_state_waiting,
  taken: m.requests_state_taken,
  done: m.requests_state_done,
  declined: m.requests_state_declined,
  cancelled: m.requests_state_cancelled,
}

export const requestTone = {
  waiting: 'warning',
  taken: 'info',
  done: 'success',
  declined: 'danger',
  cancelled: 'neutral',
} as const

/** What came of it in words; a request whose time ran out says so in the reader's language. */
export const outcomeText = (outcome: string | null): string =>
  outcome === 'expired' ? m.requests_expired() : (outcome ?? '')
