import { type UnitLevel, type UnitType, unitTypes } from '#modules/units/index.ts'
import type { Context } from '#platform/server/context.ts'
import { type Fault, Invalid } from '#platform/server/errors.ts'
import type { EventBody } from '../shapes.ts'
import { searchStanding } from './search-standing.ts'

/** The kinds that an officer writes down; `reopen` comes only of a draft that reverses another. */
export const writtenKinds = [
  'merge',
  'split',
  'move',
  'rename',
  'change_type',
  'dissolve',
  'found',
] as const
export type WrittenKind = (typeof writtenKinds)[number]

/** The most rows of units that a form asks for at once. */
export const mostRows = 20

/**
 * The events that a form of `add` stands for: a merger into a new unit is its founding and the merger.
 * Ids come with the form, so that sending it twice adds nothing. Throws Invalid with every fault.
 */
export async function eventsFromForm(ctx: Context, draftId: string, form: FormData) {
  const read = readerOf(ctx, draftId, form)
  const bodies = await read[kindOf(form)]()
  if (read.faults.length > 0) throw new Invalid(read.faults)
  return { draftId, events: bodies.map((body) => ({ id: read.newId(), body })) }
}

export const kindOf = (form: FormData): WrittenKind =>
  writtenKinds.find((kind) => kind === form.get('kind')) ?? 'merge'

/**
 * The unit that a UnitField sent: its id or, from a browser without script, the one that the typed
 * text names for certain, among those that stand within the draft's scope or are founded by it.
 */
export async function unitFromDraftForm(
  ctx: Context,
  draftId: string,
  form: FormData,
  name: string,
  options: { levels?: readonly UnitLevel[]; onlyStanding?: boolean } = {},
): Promise<string | undefined> {
  const id = String(form.get(name) ?? '')
  if (id) return id
  const typed = String(form.get(`${name}Text`) ?? '').trim()
  if (!typed) return undefined
  const hits = await searchStanding(ctx, draftId, typed, options)
  const exact = hits.filter(
    (hit) => hit.name.toLowerCase() === typed.normalize('NFC').toLowerCase(),
  )
  const [one, ...others] = exact.length > 0 ? exact : hits
  return others.length === 0 ? one?.id : undefined
}

function readerOf(ctx: Context, draftId: string, form: FormData) {
  const faults: Fault[] = []
  const ids = form.getAll('ids').map(String)
  const newId = () => ids.shift() ?? ''
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const needed = (name: string, value: string | undefined) => {
    if (!value) faults.push({ path: name, code: 'required' })
    return value ?? ''
  }
  const unit = (name: string) => unitFromDraftForm(ctx, draftId, form, name)
  const units = async (name: string) => {
    const found: string[] = []
    for (let row = 0; row < mostRows; row++) {
      const id = await unit(`${name}${row}`)
      if (id) found.push(id)
      else if (text(`${name}${row}Text`))
        faults.push({ path: `${name}${row}`, code: 'invalid_value' })
    }
    return [...new Set(found)]
  }
  const typeOf = (name: string): UnitType =>
    text(name) in unitTypes ? (text(name) as UnitType) : 'commune_union'
  const founding = async (unitId: string, unitName: string): Promise<EventBody> => ({
    kind: 'found',
    unitId,
    type: typeOf('type'),
    name: unitName,
    code: text('unitNo') || undefined,
    gazetteerCode: text('gazetteerNo') || undefined,
    parentId: needed('parentId', await unit('parentId')),
  })

  return {
    faults,
    newId,
    merge: async (): Promise<EventBody[]> => {
      const from = await units('from')
      if (form.get('target') === 'existing') {
        const into = needed('into', await unit('into'))
        const others = from.filter((id) => id !== into)
        if (others.length === 0) needed('from0', '')
        return [{ kind: 'merge', from: others, into }]
      }
      if (from.length === 0) needed('from0', '')
      const into = newId()
      return [await founding(into, needed('name', text('name'))), { kind: 'merge', from, into }]
    },
    split: async (): Promise<EventBody[]> => {
      const unitId = needed('unitId', await unit('unitId'))
      const into = await units('part')
      const foundings: EventBody[] = []
      for (let row = 0; row < mostRows; row++) {
        const name = text(`name${row}`)
        if (!name) continue
        const id = newId()
        into.push(id)
        foundings.push(await founding(id, name))
      }
      if (into.length < 2) faults.push({ path: 'name0', code: 'restructuring_two_parts' })
      return [...foundings, { kind: 'split', unitId, into }]
    },
    move: async (): Promise<EventBody[]> => [
      {
        kind: 'move',
        unitId: needed('unitId', await unit('unitId')),
        parentId: needed('parentId', await unit('parentId')),
      },
    ],
    rename: async (): Promise<EventBody[]> => [
      {
        kind: 'rename',
        unitId: needed('unitId', await unit('unitId')),
        name: needed('name', text('name')),
      },
    ],
    change_type: async (): Promise<EventBody[]> => [
      {
        kind: 'change_type',
        unitId: needed('unitId', await unit('unitId')),
        type: typeOf('type'),
      },
    ],
    dissolve: async (): Promise<EventBody[]> => [
      {
        kind: 'dissolve',
        unitId: needed('unitId', await unit('unitId')),
        into: await unit('into'),
      },
    ],
    found: async (): Promise<EventBody[]> => [
      await founding(newId(), needed('name', text('name'))),
    ],
  }
}
