import { redirect } from '@sveltejs/kit'
import {
  addBookEntry,
  listEntries,
  listMonths,
  strikeBookEntry,
} from '#modules/market/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const asked = url.searchParams.get('month') ?? ''
    const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : ctx.today.slice(0, 7)
    return {
      month,
      months: await listMonths(ctx, params.stallId),
      entries: await listEntries(ctx, params.stallId, month),
      newId: uuidv7(),
    }
  })

const done = (_: unknown, event: RequestEvent) =>
  redirect(
    303,
    `${event.url.pathname}${event.url.searchParams.has('month') ? `?month=${event.url.searchParams.get('month')}` : ''}`,
  )

export const actions = {
  add: formAction(addBookEntry, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), stallId: event.params.stallId }),
    done,
  }),
  strike: formAction(strikeBookEntry, { done }),
} satisfies Actions
