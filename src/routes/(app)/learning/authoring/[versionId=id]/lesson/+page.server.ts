import { redirect } from '@sveltejs/kit'
import { editDraft, getAuthored } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const version = await getAuthored(ctx, params.versionId)
    const key = url.searchParams.get('key')
    const lesson = version.content.lessons.find((one) => one.key === key)
    return {
      version: { id: version.id, title: version.title, revision: version.revision },
      lesson: lesson ?? null,
      others: version.content.lessons
        .filter((one) => one.key !== key)
        .map((one) => ({ value: one.key, label: one.title })),
      newKey: `bai-${Date.now().toString(36)}`,
      media: version.media.map(({ id, name }) => ({ id, name })),
    }
  })

export const actions = {
  default: formAction(editDraft, {
    input: (form, event: RequestEvent) => ({
      versionId: event.params.versionId,
      revision: form.get('revision'),
      change: {
        kind: 'lesson',
        lesson: {
          key: form.get('key'),
          title: form.get('title'),
          minutes: form.get('minutes'),
          text: form.get('text'),
        },
        ...(form.get('before') && { before: form.get('before') }),
      },
    }),
    done: (_, event: RequestEvent) =>
      redirect(303, `/learning/authoring/${event.params.versionId}`),
  }),
} satisfies Actions
