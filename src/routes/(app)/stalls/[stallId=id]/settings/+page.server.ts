import { redirect } from '@sveltejs/kit'
import { saveStall } from '#modules/market/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { banks } from '#platform/server/payments/vietqr.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ url }) => ({
  banks: banks.map(({ bin, name }) => ({ value: bin, label: name })),
  isSaved: url.searchParams.has('saved'),
})

export const actions = {
  default: formAction(saveStall, {
    input: (form, event: RequestEvent) => ({ ...readForm(form), stallId: event.params.stallId }),
    done: (_, event: RequestEvent) => redirect(303, `${event.url.pathname}?saved=1`),
  }),
} satisfies Actions
