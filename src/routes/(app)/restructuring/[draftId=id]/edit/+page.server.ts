import { redirect } from '@sveltejs/kit'
import {
  changeDraft,
  discardDraft,
  frameOf,
  getDraft,
} from '#modules/restructuring/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}`)
    return { frame: await frameOf(ctx, draft) }
  })

const withDraft = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  draftId: event.params.draftId,
})

export const actions = {
  change: formAction(changeDraft, {
    input: withDraft,
    done: ({ id }) => redirect(303, `/restructuring/${id}`),
  }),
  discard: formAction(discardDraft, {
    input: withDraft,
    done: () => redirect(303, '/restructuring'),
  }),
} satisfies Actions
