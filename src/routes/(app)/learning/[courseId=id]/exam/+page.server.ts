import { redirect } from '@sveltejs/kit'
import { answersFrom } from '#modules/learning/components/answers.ts'
import { getPaper, getPublicCourse, sitExam } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { id, title, versionId, content } = await getPublicCourse(ctx, { id: params.courseId })
    const { paper, refused, on } = await getPaper(ctx, versionId).then((it) => ({
      on: undefined,
      ...it,
    }))
    return {
      course: { id, title },
      exam: content.exam,
      paper: paper ?? null,
      refused: refused ? errorText(refused, { day: on ?? '' }) : null,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(sitExam, {
    // The paper is drawn anew, the same as it was shown: nothing of it is taken from the form but the choices.
    input: async (form, event: RequestEvent) => {
      const versionId = String(form.get('versionId') ?? '')
      const number = Number(form.get('number'))
      const { paper } = await event.locals.read((ctx) => getPaper(ctx, versionId))
      // Sent twice: the attempt is known by its id, and answers what it answered.
      const answers = paper?.number === number ? answersFrom(paper, form) : {}
      return { id: form.get('id'), versionId, number, answers }
    },
    done: (_, event: RequestEvent) => redirect(303, `/learning/${event.params.courseId}?done=exam`),
  }),
} satisfies Actions
