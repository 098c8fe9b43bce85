import { fail, redirect } from '@sveltejs/kit'
import {
  listAwaiting,
  listDoubtful,
  readStatement,
  settleTransfer,
  takeStatement,
} from '#modules/market/server/index.ts'
import { Invalid } from '#platform/server/errors.ts'
import { formAction, formFailure, sessionOver } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const count = (name: string) => Number(url.searchParams.get(name)) || 0
    return {
      doubtful: await listDoubtful(ctx, params.stallId),
      awaiting: await listAwaiting(ctx, params.stallId),
      came: url.searchParams.has('paid')
        ? {
            paid: count('paid'),
            doubtful: count('doubtful'),
            known: count('known'),
            foreign: count('foreign'),
          }
        : null,
    }
  })

async function statement(event: RequestEvent) {
  const form = await event.request.formData()
  const { app, asking } = event.locals
  if (asking.actor.kind === 'nobody') return sessionOver(event, form)
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return fail(400, {
      code: 'files.empty',
      message: errorText('files.empty'),
      faults: [],
      values: {},
    })
  let came: Record<string, number>
  try {
    const transfers = await readStatement(new Uint8Array(await file.arrayBuffer()))
    came = {
      ...(await app.run(asking, takeStatement, { stallId: event.params.stallId, transfers })),
    }
  } catch (error) {
    return formFailure(error, form)
  }
  const query = new URLSearchParams(Object.entries(came).map(([name, n]) => [name, String(n)]))
  return redirect(303, `${event.url.pathname}?${query}`)
}

const back = (_: unknown, event: RequestEvent) => redirect(303, event.url.pathname)

export const actions = {
  statement,
  settle: formAction(settleTransfer, {
    input: (form) => {
      const orderId = form.get('orderId')
      // Without an order it would be dismissed: that has a button of its own.
      if (!orderId) throw new Invalid([{ path: 'orderId', code: 'required' }])
      return { transferId: form.get('transferId'), orderId }
    },
    done: back,
  }),
  dismiss: formAction(settleTransfer, {
    input: (form) => ({ transferId: form.get('transferId') }),
    done: back,
  }),
} satisfies Actions
