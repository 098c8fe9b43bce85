import { redirect } from '@sveltejs/kit'
import { ordersOf, unitsNamedBy } from '#modules/restructuring/index.ts'
import {
  answerPlaces,
  type DraftPlan,
  faultSentence,
  frameOf,
  getDraft,
  listPlaces,
  readPlan,
} from '#modules/restructuring/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}/apply`)
    const found = await readPlan(ctx, draft.id)
    const splits = await listPlaces(ctx, found)
    const asked = url.searchParams.get('of')
    const split =
      splits.find(({ unitId }) => unitId === asked) ??
      splits.find(({ left }) => left > 0) ??
      splits[0]
    return {
      frame: await frameOf(ctx, draft, found),
      splits: splits.map(({ unitId, name, places, left }) => ({
        unitId,
        name,
        count: places.length,
        left,
      })),
      split: split ?? null,
      onlyLeft: url.searchParams.get('show') === 'left',
      faults: faultsOf(found),
    }
  })

/** Each fault in words, with an event that names the unit. */
function faultsOf({ plan, organisation, events }: DraftPlan) {
  const orders = ordersOf(events)
  return plan.faults.map(({ code, unitId }) => ({
    text: faultSentence(
      code,
      organisation.standing.get(unitId)?.name ?? plan.after.get(unitId)?.name ?? '',
    ),
    eventId:
      orders.find(({ event, founded }) =>
        [event, ...founded].some(({ body }) => unitsNamedBy(body).includes(unitId)),
      )?.event.id ?? null,
  }))
}

export const actions = {
  /** One button a branch sends `one` as "unit part"; the buttons below send `to` for all that were chosen. */
  default: formAction(answerPlaces, {
    input: (form, event: RequestEvent) => {
      const [unitId, part] = String(form.get('one') ?? '').split(' ')
      return {
        draftId: event.params.draftId,
        unitIds: part ? [unitId] : form.getAll('units'),
        targetId: part ?? form.get('to'),
      }
    },
  }),
} satisfies Actions
