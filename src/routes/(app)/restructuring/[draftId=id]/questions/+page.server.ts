import { redirect } from '@sveltejs/kit'
import { ordersOf, unitsNamedBy } from '#modules/restructuring/index.ts'
import {
  addEvents,
  answerNames,
  answerPlaces,
  answerRests,
  type DraftPlan,
  faultSentence,
  findName,
  frameOf,
  getDraft,
  listPlaces,
  listTableQuestions,
  nameFromForm,
  openQuestions,
  proposalsFromForm,
  readPlan,
  removeEvent,
  tableFaults,
} from '#modules/restructuring/server/index.ts'
import { Invalid } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
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
      table: listTableQuestions(found),
      name: findName(found, url.searchParams.get('name') ?? ''),
      splits: splits.map(({ unitId, name, places, left }) => ({
        unitId,
        name,
        count: places.length,
        left,
      })),
      split: split ?? null,
      onlyLeft: url.searchParams.get('show') === 'left',
      left: openQuestions(found),
      faults: faultsOf(found),
      tableFaults: tableFaults(found),
    }
  })

/** Each fault in words, with an event that names the unit; where none does, the table does. */
function faultsOf({ plan, organisation, events }: DraftPlan) {
  const orders = ordersOf(events)
  return plan.faults.map(({ code, unitId }) => {
    const concerned = orders.find(({ event, founded }) =>
      [event, ...founded].some(({ body }) => unitsNamedBy(body).includes(unitId)),
    )
    return {
      text: faultSentence(
        code,
        organisation.standing.get(unitId)?.name ?? plan.after.get(unitId)?.name ?? '',
      ),
      eventId: concerned?.event.id ?? null,
      // The unit that it names is no longer founded, by a table that was replaced say: it can only go.
      isStruck: code === 'target_unknown' || code === 'parent_unknown',
    }
  })
}

const here = (_: unknown, event: RequestEvent) =>
  redirect(303, `/restructuring/${event.params.draftId}/questions`)

/** A name that was looked at alone leads back to the others; among them the page stays where it is. */
const backFromName = (_: unknown, event: RequestEvent) => {
  if (event.url.searchParams.has('name')) here(_, event)
}

export const actions = {
  /** One button a branch sends `one` as "unit part"; the buttons below send `to` for all that were chosen. */
  places: formAction(answerPlaces, {
    input: (form, event: RequestEvent) => {
      const [unitId, part] = String(form.get('one') ?? '').split(' ')
      return {
        draftId: event.params.draftId,
        unitIds: part ? [unitId] : form.getAll('units'),
        targetId: part ?? form.get('to'),
      }
    },
  }),
  names: formAction(answerNames, {
    input: (form, event: RequestEvent) =>
      event.locals.read((ctx) => nameFromForm(ctx, event.params.draftId, form)),
    done: backFromName,
  }),
  proposals: formAction(answerNames, {
    input: (form, event: RequestEvent) => proposalsFromForm(event.params.draftId, form),
  }),
  rests: formAction(answerRests, {
    input: (form, event: RequestEvent) => ({
      draftId: event.params.draftId,
      unitIds: form.getAll('units'),
      answer: form.get('answer'),
    }),
  }),
  /** A unit that the table names nowhere goes into one that it founds: an event beside the table. */
  merge: formAction(addEvents, {
    input: (form, event: RequestEvent) => {
      const [from, into] = [form.get('from'), form.get('into')]
      if (!into) throw new Invalid([{ path: 'into', code: 'required' }])
      return {
        draftId: event.params.draftId,
        events: [{ id: uuidv7(), body: { kind: 'merge', from, into } }],
      }
    },
    done: here,
  }),
  /** An event that cannot be carried out as it stands goes; what it was about is asked anew. */
  strike: formAction(removeEvent, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), draftId: event.params.draftId }),
    done: here,
  }),
} satisfies Actions
