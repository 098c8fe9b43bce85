import { redirect } from '@sveltejs/kit'
import {
  addMedia,
  beginVersion,
  checkMedia,
  editDraft,
  getAuthored,
  keepMedia,
  mediaNameFrom,
  removeMedia,
  reviewVersion,
  submitVersion,
  whatIsMissing,
  withdrawCourse,
} from '#modules/learning/server/index.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const version = await getAuthored(ctx, params.versionId)
    const names = new Set(version.media.map(({ name }) => name))
    return {
      version: { ...version, media: version.media.map(({ sha256: _, ...one }) => one) },
      missing: whatIsMissing(version.content, version.bank, names).map(({ code, details }) =>
        errorText(code, details),
      ),
      isMine: version.submittedBy === ctx.actor.personId,
      newId: uuidv7(),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  versionId: event.params.versionId,
})

export const actions = {
  about: formAction(editDraft, {
    input: (form, event: RequestEvent) => {
      const { versionId, revision, ...change } = ofThis(form, event) as Record<string, unknown>
      return { versionId, revision, change: { ...change, kind: 'about' } }
    },
  }),
  remove: formAction(editDraft, {
    input: (form, event: RequestEvent) => ({
      versionId: event.params.versionId,
      revision: form.get('revision'),
      change: { kind: 'remove', what: form.get('what'), key: form.get('key') },
    }),
  }),
  media: formAction(addMedia, {
    input: async (form, event: RequestEvent) => {
      const file = form.get('file')
      if (!(file instanceof File) || file.size === 0) throw new FileProblem('empty')
      const checked = await checkMedia(
        mediaNameFrom(file.name),
        new Uint8Array(await file.arrayBuffer()),
        { shrink: true },
      )
      return {
        versionId: event.params.versionId,
        ...(await keepMedia(event.locals.app, uuidv7(), checked)),
      }
    },
  }),
  removeMedia: formAction(removeMedia),
  submit: formAction(submitVersion, { input: ofThis }),
  review: formAction(reviewVersion, { input: ofThis }),
  next: formAction(beginVersion, { done: ({ id }) => redirect(303, `/learning/authoring/${id}`) }),
  withdraw: formAction(withdrawCourse),
} satisfies Actions
