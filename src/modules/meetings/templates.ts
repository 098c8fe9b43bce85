import * as m from '#paraglide/messages.js'
import type { ItemKind, MeetingKind } from './plan.ts'

export const templateNames = ['monthly', 'topic', 'admission', 'committee', 'empty'] as const
export type TemplateName = (typeof templateNames)[number]

export interface TemplateItem {
  /** In the words of a paper, so in Vietnamese. */
  readonly title: () => string
  readonly kind: ItemKind
}

export interface Template {
  readonly kind: MeetingKind
  readonly items: readonly TemplateItem[]
}

const item = (
  words: (inputs: Record<never, never>, options: { locale: 'vi' }) => string,
  kind: ItemKind,
): TemplateItem => ({ title: () => words({}, { locale: 'vi' }), kind })

/**
 * What meetings usually go through. A branch meets monthly (docs/glossary.md); the open tasks of the last
 * meetings are a point of their own, so that nothing that was resolved is forgotten.
 */
export const templates: Record<TemplateName, Template> = {
  monthly: {
    kind: 'branch',
    items: [
      item(m.meetings_item_opening, 'opening'),
      item(m.meetings_item_news, 'report'),
      item(m.meetings_item_tasks, 'tasks'),
      item(m.meetings_item_last_month, 'report'),
      item(m.meetings_item_next_month, 'discussion'),
      item(m.meetings_item_resolution, 'decision'),
      item(m.meetings_item_closing, 'closing'),
    ],
  },
  topic: {
    kind: 'branch',
    items: [
      item(m.meetings_item_opening, 'opening'),
      item(m.meetings_item_topic, 'report'),
      item(m.meetings_item_topic_discussion, 'discussion'),
      item(m.meetings_item_tasks, 'tasks'),
      item(m.meetings_item_closing, 'closing'),
    ],
  },
  admission: {
    kind: 'branch',
    items: [
      item(m.meetings_item_opening, 'opening'),
      item(m.meetings_item_candidate, 'report'),
      item(m.meetings_item_admission, 'decision'),
      item(m.meetings_item_tasks, 'tasks'),
      item(m.meetings_item_closing, 'closing'),
    ],
  },
  committee: {
    kind: 'committee',
    items: [
      item(m.meetings_item_opening, 'opening'),
      item(m.meetings_item_tasks, 'tasks'),
      item(m.meetings_item_committee_report, 'report'),
      item(m.meetings_item_committee_discussion, 'discussion'),
      item(m.meetings_item_resolution, 'decision'),
      item(m.meetings_item_closing, 'closing'),
    ],
  },
  empty: { kind: 'branch', items: [item(m.meetings_item_opening, 'opening')] },
}
