import { redirect } from '@sveltejs/kit'
import { limits } from '#modules/learning/index.ts'
import { editDraft, getAuthored, questionFromForm } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const version = await getAuthored(ctx, params.versionId)
    const use =
      url.searchParams.get('use') === 'practice' ? ('practice' as const) : ('exam' as const)
    const key = url.searchParams.get('key')
    const question = (use === 'exam' ? version.bank : version.content.practice).find(
      (one) => one.key === key,
    )
    return {
      version: { id: version.id, title: version.title, revision: version.revision },
      use,
      question: question ?? null,
      places: Array.from({ length: limits.options }, (_, place) => place),
      newKey: `cau-${Date.now().toString(36)}`,
      lessons: version.content.lessons.map((one) => ({ value: one.key, label: one.title })),
    }
  })

export const actions = {
  default: formAction(editDraft, {
    input: (form, event: RequestEvent) => ({
      versionId: event.params.versionId,
      revision: form.get('revision'),
      change: { kind: 'question', use: form.get('use'), question: questionFromForm(form) },
    }),
    done: (_, event: RequestEvent) =>
      redirect(303, `/learning/authoring/${event.params.versionId}`),
  }),
} satisfies Actions
