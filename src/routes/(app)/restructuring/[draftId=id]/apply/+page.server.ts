import { redirect } from '@sveltejs/kit'
import { countedKinds, foretell, levelsOf } from '#modules/restructuring/index.ts'
import {
  applyDraft,
  type Draft,
  frameOf,
  getDraft,
  isTreeChanging,
  listAppointments,
  listBuiltOn,
  listEndingOffices,
  listOutcome,
  readPlan,
  readReturning,
  reverseDraft,
  undoDraft,
} from '#modules/restructuring/server/index.ts'
import { levels } from '#modules/units/index.ts'
import { addDays, dayOf, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    return draft.state === 'open' ? beforehand(ctx, draft) : afterwards(ctx, draft)
  })

async function beforehand(ctx: Context, draft: Draft) {
  const found = await readPlan(ctx, draft.id)
  const { plan, organisation, counts } = found
  const appointed = await listAppointments(ctx, draft.id)
  const appointments = appointed.length
  const [firstOffice] = await listEndingOffices(ctx, [...plan.ended.keys()], draft.effectiveOn, {
    limit: 1,
    offset: 0,
  })
  const changes = [...plan.after.values()]
  const standing = levelsOf(organisation, plan)
  const totals = foretell(plan, counts, appointments)
  return {
    frame: await frameOf(ctx, draft, found),
    result: null,
    returning: await readReturning(ctx, draft, plan),
    ahead: {
      ended: plan.ended.size,
      founded: changes.filter(({ change }) => change === 'found' || change === 'reopened').length,
      changed: changes.filter(({ change }) => change === 'changed').length,
      appointments,
      hasLaterOffices: firstOffice?.isLater ?? false,
      hasLostOffices: appointed.some(({ unitId }) => !plan.after.has(unitId)),
      isRunning: await isTreeChanging(ctx),
      levels: levels.flatMap((level) => {
        const count = standing.get(level)
        return count ? [{ level, ...count }] : []
      }),
      kinds: countedKinds.map((kind) => ({ kind, ...totals[kind] })),
    },
  }
}

async function afterwards(ctx: Context, draft: Draft) {
  const isApplied = draft.state === 'applied'
  const inTime = draft.undoUntil !== null && draft.undoUntil > ctx.now()
  const builtOn = isApplied && inTime ? await listBuiltOn(ctx, draft.id) : []
  return {
    frame: await frameOf(ctx, draft),
    ahead: null,
    returning: draft.state === 'applied' ? await readReturning(ctx, draft) : null,
    result: {
      appliedOn: draft.appliedAt && dayOf(draft.appliedAt),
      undoneOn: draft.undoneAt && dayOf(draft.undoneAt),
      undoUntil: draft.undoUntil && dayOf(draft.undoUntil),
      inTime,
      reversal: { id: uuidv7(), on: dayAfter(ctx.today, draft.effectiveOn) },
      builtOn: builtOn.map(({ relation, count }) => ({
        count: Number(count),
        what:
          messageNamed(`restructuring_built_${relation.split('.')[1]}`) ??
          messageNamed('restructuring_built_other') ??
          relation,
      })),
      kinds: countedKinds.map((kind) => ({
        kind,
        before: draft.balance?.[kind]?.before ?? 0,
        after: draft.balance?.[kind]?.after ?? 0,
      })),
      outcome: isApplied ? await listOutcome(ctx, draft.id) : [],
    },
  }
}

/** Tomorrow, or the day after the reform where that is still to come. */
function dayAfter(today: IsoDay, effectiveOn: IsoDay): IsoDay {
  return addDays(today > effectiveOn ? today : effectiveOn, 1)
}

const here = (_: unknown, event: RequestEvent) =>
  redirect(303, `/restructuring/${event.params.draftId}/apply`)
const thisDraft = (_: FormData, event: RequestEvent) => ({ draftId: event.params.draftId })

export const actions = {
  apply: formAction(applyDraft, { input: thisDraft, done: here }),
  undo: formAction(undoDraft, { input: thisDraft, done: here }),
  reverse: formAction(reverseDraft, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), draftId: event.params.draftId }),
    done: ({ id }) => redirect(303, `/restructuring/${id}`),
  }),
} satisfies Actions
