import * as m from '#paraglide/messages.js'
import type { Channel, PostState } from '../states.ts'

export const stateName: Record<PostState, () => string> = {
  draft: m.outreach_state_draft,
  returned: m.outreach_state_returned,
  waiting: m.outreach_state_waiting,
  approved: m.outreach_state_approved,
  published: m.outreach_state_published,
  withdrawn: m.outreach_state_withdrawn,
}

export const stateTone: Record<
  PostState,
  'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'
> = {
  draft: 'neutral',
  returned: 'warning',
  waiting: 'info',
  approved: 'accent',
  published: 'success',
  withdrawn: 'danger',
}

export const channelName: Record<Channel, () => string> = {
  push: m.outreach_channel_push,
  mail: m.outreach_channel_mail,
  zalo: m.outreach_channel_zalo,
  facebook: m.outreach_channel_facebook,
}

export const problemName: Record<string, () => string> = {
  not_set_up: m.outreach_problem_not_set_up,
  unreachable: m.outreach_problem_unreachable,
  refused: m.outreach_problem_refused,
  busy: m.outreach_problem_busy,
  token: m.outreach_problem_token,
  interrupted: m.outreach_problem_interrupted,
}

/** The time of the clock in Vietnam. */
export const clockOf = (moment: Date): string =>
  new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment)
