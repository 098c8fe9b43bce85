import { error, redirect } from '@sveltejs/kit'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import {
  getVote,
  listRules,
  nextRoundOf,
  prepareVote,
  voteFromForm,
} from '#modules/voting/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const after = uuidFrom(url.searchParams.get('after'))
  return locals.read(async (ctx) => {
    const [unit] = await listGrantedUnits(ctx, 'meetings.run')
    if (!unit) error(403, 'forbidden')
    const rules = await listRules(ctx)
    const before = after ? await getVote(ctx, after) : undefined
    return { unit, rules, newId: uuidv7(), next: before ? nextRoundOf(before, rules) : null }
  })
}

export const actions = {
  default: formAction(prepareVote, {
    input: (form, event: RequestEvent) =>
      event.locals.read(async (ctx) => ({
        ...voteFromForm(form, await listRules(ctx)),
        unitId: await unitFromForm(ctx, form),
      })),
    done: ({ id }) => redirect(303, `/votes/${id}/run`),
  }),
} satisfies Actions
