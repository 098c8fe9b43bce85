import * as m from '#paraglide/messages.js'
import type { PublicKind } from '#platform/public-kinds.ts'
import type { IconName } from '#ui/icons/names.ts'

/** How the front door names what it shows, in the order of the page. */
export const kindName: Record<PublicKind, () => string> = {
  vacancy: m.front_kind_vacancy,
  lesson: m.front_kind_lesson,
  place: m.front_kind_place,
  product: m.front_kind_product,
  post: m.front_kind_post,
  venture: m.front_kind_venture,
  idea: m.front_kind_idea,
  activity: m.front_kind_activity,
  festival: m.front_kind_festival,
  procedure: m.front_kind_procedure,
}

export const kindIcon: Record<PublicKind, IconName> = {
  vacancy: 'briefcase',
  lesson: 'book',
  place: 'location',
  product: 'shop',
  post: 'megaphone',
  venture: 'building',
  idea: 'idea',
  activity: 'flag',
  festival: 'calendar',
  procedure: 'document',
}

/** A hue that tells kinds apart at a glance; it carries no meaning of its own. */
export const kindHue: Record<PublicKind, 'blue' | 'teal' | 'violet' | 'rose' | 'gold'> = {
  vacancy: 'blue',
  lesson: 'violet',
  place: 'teal',
  product: 'gold',
  post: 'rose',
  venture: 'teal',
  idea: 'gold',
  activity: 'blue',
  festival: 'rose',
  procedure: 'violet',
}

export const kindsInOrder = Object.keys(kindName) as PublicKind[]
