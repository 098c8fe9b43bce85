import * as m from '#paraglide/messages.js'

/** What the states of campaigns, activities and teams are called. */
export const stateName: Record<string, () => string> = {
  planned: m.campaigns_state_planned,
  open: m.campaigns_state_open,
  closed: m.campaigns_state_closed,
  cancelled: m.campaigns_state_cancelled,
}

export const stateTone = {
  planned: 'neutral',
  open: 'success',
  closed: 'info',
  cancelled: 'warning',
} as const

export const teamStateName: Record<string, () => string> = {
  signed_up: m.campaigns_team_signed_up,
  accepted: m.campaigns_team_accepted,
  withdrawn: m.campaigns_team_withdrawn,
  declined: m.campaigns_team_declined,
}

/** The actor's own part in an activity, as a sentence. */
export const myState: Record<string, () => string> = {
  signed_up: m.campaigns_mine_signed_up,
  accepted: m.campaigns_mine_accepted,
  withdrawn: m.campaigns_mine_withdrawn,
  declined: m.campaigns_mine_declined,
}

export const methodName: Record<string, () => string> = {
  card: m.campaigns_method_card,
  roster: m.campaigns_method_roster,
  self: m.campaigns_method_self,
}
