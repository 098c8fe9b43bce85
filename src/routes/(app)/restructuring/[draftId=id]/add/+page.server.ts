import { redirect } from '@sveltejs/kit'
import {
  addEvents,
  eventsFromForm,
  frameOf,
  getDraft,
  mostRows,
  typeChoices,
  writtenKinds,
} from '#modules/restructuring/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}`)
    const unit = await getUnit(ctx, draft.scopeIds[0] ?? '')
    const parent = [...unit.path, unit].find(({ level }) => level === 'province') ?? unit
    return {
      frame: await frameOf(ctx, draft),
      kinds: writtenKinds,
      kind: writtenKinds.find((kind) => kind === url.searchParams.get('kind')) ?? null,
      types: typeChoices(),
      // New units stand under the province unless somebody says otherwise: so they have since July 2025.
      parent: { id: parent.id, name: parent.name },
      ids: Array.from({ length: mostRows * 2 + 1 }, () => uuidv7()),
    }
  })

export const actions = {
  default: formAction(addEvents, {
    input: (form, event: RequestEvent) =>
      event.locals.read((ctx) => eventsFromForm(ctx, event.params.draftId, form)),
    done: ({ id }) => redirect(303, `/restructuring/${id}`),
  }),
} satisfies Actions
