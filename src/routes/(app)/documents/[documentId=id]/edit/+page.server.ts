import { redirect } from '@sveltejs/kit'
import {
  canWriteAt,
  changeDocument,
  changeIncoming,
  getDocument,
  listTypes,
} from '#modules/documents/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const document = await getDocument(ctx, params.documentId)
    await ctx.authorize(canWriteAt(document.unitId))
    return { document, types: await listTypes(ctx) }
  })

const done = ({ id }: { id: string }) => redirect(303, `/documents/${id}`)

export const actions = {
  change: formAction(changeDocument, {
    input: (form, event: RequestEvent) =>
      event.locals.read(async (ctx) => ({
        ...readForm(form),
        documentId: event.params.documentId,
        signerId: await personFromForm(ctx, form, 'signerId'),
        signerName: form.get('signerIdText') ?? '',
      })),
    done,
  }),
  changeIncoming: formAction(changeIncoming, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      documentId: event.params.documentId,
    }),
    done,
  }),
} satisfies Actions
