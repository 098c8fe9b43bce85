import { error, redirect } from '@sveltejs/kit'
import { finishLesson } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { courseAt } from '../../found.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { content, media, ...course } = await courseAt(ctx, params.slug)
    const at = content.lessons.findIndex(({ key }) => key === params.lesson)
    const lesson = content.lessons[at]
    if (!lesson) error(404, 'not_found')
    return {
      course: { id: course.id, slug: course.slug, title: course.title },
      lesson,
      number: at + 1,
      count: content.lessons.length,
      previous: content.lessons[at - 1]?.key ?? null,
      next: content.lessons[at + 1]?.key ?? null,
      hasPractice: content.practice.length > 0,
      media: media.map(({ id, name }) => ({ id, name })),
    }
  })

export const actions = {
  done: formAction(finishLesson, {
    input: (form, event: RequestEvent) => ({
      courseId: form.get('courseId'),
      lesson: event.params.lesson,
    }),
    done: async (_, event: RequestEvent) => {
      const { content } = await event.locals.read((ctx) => courseAt(ctx, event.params.slug))
      const at = content.lessons.findIndex(({ key }) => key === event.params.lesson)
      const next = content.lessons[at + 1]?.key ?? (content.practice.length > 0 ? 'practice' : '')
      redirect(303, `/learn/${event.params.slug}${next && `/${next}`}`)
    },
  }),
} satisfies Actions
