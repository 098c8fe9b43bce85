import * as m from '#paraglide/messages.js'
import { categories } from '../categories.ts'
import type { IdeaState } from '../states.ts'

export const stateName: Record<IdeaState, () => string> = {
  draft: m.ideas_state_draft,
  returned: m.ideas_state_returned,
  branch: m.ideas_state_branch,
  commune: m.ideas_state_commune,
  province: m.ideas_state_province,
  chosen: m.ideas_state_chosen,
  published: m.ideas_state_published,
  supported: m.ideas_state_supported,
  doing: m.ideas_state_doing,
  done: m.ideas_state_done,
  declined: m.ideas_state_declined,
  merged: m.ideas_state_merged,
  withdrawn: m.ideas_state_withdrawn,
}

export const stateTone: Record<
  IdeaState,
  'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'
> = {
  draft: 'neutral',
  returned: 'warning',
  branch: 'info',
  commune: 'info',
  province: 'info',
  chosen: 'accent',
  published: 'success',
  supported: 'success',
  doing: 'success',
  done: 'success',
  declined: 'neutral',
  merged: 'neutral',
  withdrawn: 'neutral',
}

export const verdictName: Record<string, () => string> = {
  sent: m.ideas_step_sent,
  confirmed: m.ideas_step_confirmed,
  pass: m.ideas_step_pass,
  return: m.ideas_step_return,
  decline: m.ideas_step_decline,
  taken_back: m.ideas_step_taken_back,
  withdrawn: m.ideas_step_withdrawn,
  published: m.ideas_step_published,
  supported: m.ideas_step_supported,
  doing: m.ideas_step_doing,
  done: m.ideas_step_done,
  merged: m.ideas_step_merged,
}

export const criterionName: Record<string, () => string> = {
  novelty: m.ideas_criterion_novelty,
  usefulness: m.ideas_criterion_usefulness,
  feasibility: m.ideas_criterion_feasibility,
  spread: m.ideas_criterion_spread,
  local_fit: m.ideas_criterion_local_fit,
}

export const reasonName: Record<string, () => string> = {
  problem: m.ideas_reason_problem,
  solution: m.ideas_reason_solution,
  title: m.ideas_reason_title,
  place: m.ideas_reason_place,
  category: m.ideas_reason_category,
}

/** Names of the national bank, which stay Vietnamese. */
export const categoryOptions = Object.entries(categories).map(([value, label]) => ({
  value,
  label,
}))
