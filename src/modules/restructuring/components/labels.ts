import * as m from '#paraglide/messages.js'
import type { CountedKind, Mark } from '../index.ts'

type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent'

export const stateName = {
  open: m.restructuring_state_open,
  applied: m.restructuring_state_applied,
  undone: m.restructuring_state_undone,
  discarded: m.restructuring_state_discarded,
}
export const stateTone: Record<keyof typeof stateName, Tone> = {
  open: 'info',
  applied: 'success',
  undone: 'warning',
  discarded: 'neutral',
}

export const kindName = {
  merge: m.restructuring_kind_merge,
  split: m.restructuring_kind_split,
  move: m.restructuring_kind_move,
  rename: m.restructuring_kind_rename,
  change_type: m.restructuring_kind_change_type,
  dissolve: m.restructuring_kind_dissolve,
  found: m.restructuring_kind_found,
  reopen: m.restructuring_kind_reopen,
}
export const kindHint = {
  merge: m.restructuring_hint_merge,
  split: m.restructuring_hint_split,
  move: m.restructuring_hint_move,
  rename: m.restructuring_hint_rename,
  change_type: m.restructuring_hint_change_type,
  dissolve: m.restructuring_hint_dissolve,
  found: m.restructuring_hint_found,
}
export const kindIcon = {
  merge: 'merge',
  split: 'split',
  move: 'move-to',
  rename: 'edit',
  change_type: 'sync',
  dissolve: 'archive',
  found: 'add',
  reopen: 'undo',
} as const

export const countedName: Record<CountedKind, () => string> = {
  member: m.restructuring_count_member,
  youth: m.restructuring_count_youth,
  office: m.restructuring_count_office,
  volunteer: m.restructuring_count_volunteer,
  campaign: m.restructuring_count_campaign,
  activity: m.restructuring_count_activity,
  activity_before: m.restructuring_count_activity_before,
  check_in: m.restructuring_count_check_in,
  check_in_before: m.restructuring_count_check_in_before,
  assist: m.restructuring_count_assist,
  assist_before: m.restructuring_count_assist_before,
  callback: m.restructuring_count_callback,
}

export const levelName = {
  central: m.restructuring_level_central,
  province: m.restructuring_level_province,
  district: m.restructuring_level_district,
  commune: m.restructuring_level_commune,
  branch: m.restructuring_level_branch,
}

export const markLook = {
  ended: { name: m.restructuring_mark_ended, icon: 'archive', tone: 'danger' },
  found: { name: m.restructuring_mark_found, icon: 'add', tone: 'success' },
  reopened: { name: m.restructuring_mark_reopened, icon: 'undo', tone: 'success' },
  receives: { name: m.restructuring_mark_receives, icon: 'merge', tone: 'info' },
  moves: { name: m.restructuring_mark_moved, icon: 'move-to', tone: 'info' },
  moved: { name: m.restructuring_mark_moved, icon: 'move-to', tone: 'info' },
  renames: { name: m.restructuring_mark_renamed, icon: 'edit', tone: 'info' },
  renamed: { name: m.restructuring_mark_renamed, icon: 'edit', tone: 'info' },
  type: { name: m.restructuring_mark_type, icon: 'sync', tone: 'info' },
} as const satisfies Record<Mark['kind'], { name: () => string; icon: string; tone: Tone }>
