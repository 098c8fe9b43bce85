import { limits } from '#modules/learning/index.ts'
import {
  getPaper,
  getPublicCourse,
  getStanding,
  handInTask,
  keepTaskPhotos,
} from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const { content, media: _, ...course } = await getPublicCourse(ctx, { id: params.courseId })
    const standing = await getStanding(ctx, course.id)
    const answer = await getPaper(ctx, course.versionId)
    return {
      course,
      lessons: content.lessons.map(({ key, title }) => ({
        key,
        title,
        isDone: standing.lessonsDone.includes(key),
      })),
      hasPractice: content.practice.length > 0,
      exam: content.exam,
      task: content.task,
      standing: { ...standing, last: standing.last && { ...standing.last, marks: undefined } },
      mayTry: answer.paper !== undefined,
      refused: answer.refused
        ? { code: answer.refused, text: errorText(answer.refused, { day: answer.on ?? '' }) }
        : null,
      photos: limits.photos,
      newId: uuidv7(),
      done: url.searchParams.get('done'),
    }
  })

export const actions = {
  task: formAction(handInTask, {
    input: async (form, event: RequestEvent) => ({
      id: form.get('id'),
      courseId: event.params.courseId,
      body: form.get('body'),
      photos: await keepTaskPhotos(event.locals.app, form.getAll('photos')),
    }),
  }),
} satisfies Actions
