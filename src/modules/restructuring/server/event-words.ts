import { type UnitType, unitTypes } from '#modules/units/index.ts'
import * as m from '#paraglide/messages.js'
import { getLocale } from '#paraglide/runtime.js'
import { writtenNumber } from '#platform/numbers.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { Effects } from '../plan/effects.ts'
import type { Order } from '../plan/orders.ts'
import type { ReformEvent } from '../plan/types.ts'
import type { DraftEvent } from './draft.ts'
import type { NameOf } from './unit-names.ts'

/** Names one after another, as the reader's language joins them: "A, B và C". */
export const listed = (names: readonly string[]): string =>
  new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(names)

/** What a type of unit is called, on the server where every message is at hand. */
export const typeName = (type: UnitType): string => messageNamed(`units_type_${type}`) ?? type

/** An order in a sentence, as a decision would write it. */
export function orderSentence({ event, founded }: Order<DraftEvent>, nameOf: NameOf): string {
  const name = (id: string) => nameOf(id) ?? m.restructuring_unit_unknown()
  const names = (ids: readonly string[]) => listed(ids.map(name))
  const { body } = event
  switch (body.kind) {
    case 'merge':
      return founded.length > 0
        ? m.restructuring_say_merge_new({ from: names(body.from), into: name(body.into) })
        : m.restructuring_say_merge({ from: names(body.from), into: name(body.into) })
    case 'split':
      return (founded.length > 0 ? m.restructuring_say_split_new : m.restructuring_say_split)({
        unit: name(body.unitId),
        into: names(body.into),
      })
    case 'move':
      return m.restructuring_say_move({ unit: name(body.unitId), parent: name(body.parentId) })
    case 'rename':
      return m.restructuring_say_rename({ unit: name(body.unitId), name: body.name })
    case 'change_type':
      return m.restructuring_say_change_type({
        unit: name(body.unitId),
        type: typeName(body.type),
      })
    case 'dissolve':
      return body.into
        ? m.restructuring_say_dissolve_into({ unit: name(body.unitId), into: name(body.into) })
        : m.restructuring_say_dissolve({ unit: name(body.unitId) })
    case 'found':
      return m.restructuring_say_found({
        type: typeName(body.type),
        name: body.name,
        parent: name(body.parentId),
      })
    case 'reopen':
      return m.restructuring_say_reopen({ unit: name(body.unitId) })
  }
}

/** Where the units founded for an order will stand, said once. */
export function foundedSentence(founded: readonly DraftEvent[], nameOf: NameOf): string | null {
  const body = founded[0]?.body
  if (body?.kind !== 'found') return null
  return m.restructuring_say_under({
    parent: nameOf(body.parentId) ?? m.restructuring_unit_unknown(),
  })
}

/** What an event does, a line for each thing that there is any of. */
export function effectLines(effects: Effects, kind: ReformEvent['kind']): string[] {
  const number = (value: number) => writtenNumber(value, getLocale())
  const line = (count: number, say: (told: { count: string }) => string) =>
    count > 0 ? [say({ count: number(count) })] : []
  const stay =
    effects.unitsBelow + effects.peopleBelow > 0
      ? [
          (kind === 'found' ? m.restructuring_effect_will_have : m.restructuring_effect_below)({
            people: number(effects.peopleBelow),
            units: number(effects.unitsBelow),
          }),
        ]
      : []
  return [
    ...stay,
    ...line(effects.peopleMoved, m.restructuring_effect_people),
    ...line(effects.offices, m.restructuring_effect_offices),
    ...line(effects.volunteers, m.restructuring_effect_volunteers),
    ...line(effects.campaigns, m.restructuring_effect_campaigns),
    ...line(effects.activities, m.restructuring_effect_activities),
    ...line(effects.callbacks, m.restructuring_effect_callbacks),
  ]
}

/** A fault in words, with what to do about it. */
export const faultSentence = (code: string, unit: string): string =>
  messageNamed(`restructuring_fault_${code}`, { unit }) ?? unit

/** Types that stand at a level, for a choice; all of them where no level is asked for. */
export const typeChoices = () =>
  (Object.keys(unitTypes) as UnitType[])
    .filter((type) => unitTypes[type] !== 'central')
    .map((value) => ({ value, label: typeName(value) }))
