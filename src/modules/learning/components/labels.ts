import * as m from '#paraglide/messages.js'
import type { Audience, QuestionKind } from '../shapes.ts'

export const audienceName: Record<Audience, () => string> = {
  members: m.learning_audience_members,
  officers: m.learning_audience_officers,
  digital_team: m.learning_audience_digital_team,
}
export const audienceOptions = Object.entries(audienceName).map(([value, name]) => ({
  value,
  label: name(),
}))

export const kindName: Record<QuestionKind, () => string> = {
  single: m.learning_kind_single,
  multiple: m.learning_kind_multiple,
  order: m.learning_kind_order,
}

type State = 'draft' | 'review' | 'published' | 'superseded' | 'withdrawn'
export const stateName: Record<State, () => string> = {
  draft: m.learning_state_draft,
  review: m.learning_state_review,
  published: m.learning_state_published,
  superseded: m.learning_state_superseded,
  withdrawn: m.learning_state_withdrawn,
}
export const stateTone = {
  draft: 'neutral',
  review: 'info',
  published: 'success',
  superseded: 'neutral',
  withdrawn: 'danger',
} as const satisfies Record<State, string>
