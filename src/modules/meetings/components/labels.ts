import * as m from '#paraglide/messages.js'
import type { MeetingMode, MeetingStanding } from '../plan.ts'

export const standingName: Record<MeetingStanding, () => string> = {
  planned: m.meetings_state_planned,
  open: m.meetings_state_open,
  closed: m.meetings_state_closed,
  cancelled: m.meetings_state_cancelled,
}

export const standingTone = {
  planned: 'neutral',
  open: 'success',
  closed: 'info',
  cancelled: 'warning',
} as const

export const modeName: Record<MeetingMode, () => string> = {
  in_person: m.meetings_mode_in_person,
  online: m.meetings_mode_online,
  mixed: m.meetings_mode_mixed,
}

export const methodName: Record<string, () => string> = {
  roster: m.meetings_method_roster,
  card: m.meetings_method_card,
  code: m.meetings_method_code,
  online: m.meetings_method_online,
}

export const kindName: Record<string, () => string> = {
  branch: m.meetings_kind_branch,
  committee: m.meetings_kind_committee,
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})
/** `19:05`, in the zone of Vietnam. */
export const clockText = (at: string | Date): string => clock.format(new Date(at))
