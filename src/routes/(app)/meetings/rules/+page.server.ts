import {
  canRunMeetingsSomewhere,
  listRules,
  maySetRules,
  setRule,
} from '#modules/meetings/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canRunMeetingsSomewhere)
    return {
      rules: await listRules(ctx),
      maySet: await maySetRules(ctx),
      today: ctx.today,
      newId: uuidv7(),
    }
  })

export const actions = { default: formAction(setRule) } satisfies Actions
