import { type UnitType, unitTypes } from '#modules/units/index.ts'
import { unitFromForm } from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { type Fault, Invalid } from '#platform/server/errors.ts'
import type { EventBody } from '../shapes.ts'
import { listEvents } from './draft.ts'

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
  const read = await readerOf(ctx, draftId, form)
  const bodies = await read[kindOf(form)]()
  if (read.faults.length > 0) throw new Invalid(read.faults)
  return { draftId, events: bodies.map((body) => ({ id: read.newId(), body })) }
}

export const kindOf = (form: FormData): WrittenKind =>
  writtenKinds.find((kind) => kind === form.get('kind')) ?? 'merge'

/** The unit that a UnitField sent, which may be one that the draft founds. */
export const unitFromDraftForm = async (
  ctx: Context,
  draftId: string,
  form: FormData,
  name: string,
) => unitOf(ctx, form, name, await foundedByName(ctx, draftId))

/** Chosen from the suggestions; without script, a unit that the draft founds or the one of that name. */
async function unitOf(
  ctx: Context,
  form: FormData,
  name: string,
  founded: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const typed = String(form.get(`${name}Text`) ?? '').trim()
  return String(form.get(name) ?? '') || founded.get(typed) || (await unitFromForm(ctx, form, name))
}

async function foundedByName(ctx: Context, draftId: string): Promise<Map<string, string>> {
  const events = await listEvents(ctx, draftId)
  return new Map(
    events.flatMap(({ body }) =>
      body.kind === 'found' ? [[body.name, body.unitId] as const] : [],
    ),
  )
}

async function readerOf(ctx: Context, draftId: string, form: FormData) {
  const faults: Fault[] = []
  const ids = form.getAll('ids').map(String)
  const newId = () => ids.shift() ?? ''
  const founded = await foundedByName(ctx, draftId)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const needed = (name: string, value: string | undefined) => {
    if (!value) faults.push({ path: name, code: 'required' })
    return value ?? ''
  }
  const unit = (name: string) => unitOf(ctx, form, name, founded)
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
