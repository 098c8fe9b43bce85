/** What people ask help for; each has its message `requests_topic_…`. */
export const topics = [
  'online_service',
  'device',
  'payment',
  'study',
  'work',
  'repair',
  'care',
  'other',
] as const
export type Topic = (typeof topics)[number]

export const requestStates = ['waiting', 'taken', 'done', 'declined', 'cancelled'] as const
export type RequestState = (typeof requestStates)[number]

/** The consent that the form shows; its text is the message `requests_consent_text_<version>`. */
export const requestConsent = '2026_11'

export const limits = { wish: 1000, village: 200, name: 100, outcome: 500 } as const
