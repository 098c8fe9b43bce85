import { redirect } from '@sveltejs/kit'
import {
  frameOf,
  getDraft,
  importTable,
  readPlan,
  removeTable,
  rowsOf,
  type ShownRow,
  summaryOf,
  tableFromForm,
} from '#modules/restructuring/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const pageSize = 50
const views = ['all', 'open', 'faults'] as const

const isShown = {
  all: () => true,
  open: ({ open }: ShownRow) => open > 0,
  faults: ({ faults }: ShownRow) => faults.length > 0,
}

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}`)
    const found = await readPlan(ctx, draft.id)
    const summary = summaryOf(found)
    const rows = rowsOf(found)
    const view = views.find((one) => one === url.searchParams.get('show')) ?? 'all'
    const shown = rows.filter(isShown[view])
    const pages = Math.max(1, Math.ceil(shown.length / pageSize))
    const page = Math.min(Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1)), pages)
    const parent = await getUnit(ctx, found.table?.parentId ?? draft.scopeIds[0] ?? '')
    return {
      frame: await frameOf(ctx, draft, found),
      parent: { id: parent.id, name: parent.name },
      summary,
      rows: shown.slice((page - 1) * pageSize, page * pageSize),
      views: views.map((one) => ({ view: one, count: rows.filter(isShown[one]).length })),
      view,
      page,
      pages,
      isAnew: summary !== null && url.searchParams.has('anew'),
    }
  })

const here = (_: unknown, event: RequestEvent) =>
  redirect(303, `/restructuring/${event.params.draftId}/table`)

export const actions = {
  import: formAction(importTable, {
    input: (form, event: RequestEvent) =>
      event.locals.read((ctx) => tableFromForm(ctx, event.params.draftId, form)),
    done: here,
  }),
  remove: formAction(removeTable, {
    input: (_, event: RequestEvent) => ({ draftId: event.params.draftId }),
    done: (_, event) => redirect(303, `/restructuring/${event.params.draftId}`),
  }),
} satisfies Actions
