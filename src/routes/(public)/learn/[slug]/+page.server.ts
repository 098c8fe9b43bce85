import { courseAt } from '../found.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { content, media: _, ...course } = await courseAt(ctx, params.slug)
    return {
      course,
      lessons: content.lessons.map(({ key, title, minutes }) => ({ key, title, minutes })),
      practice: content.practice.length,
      exam: content.exam,
      hasTask: content.task !== null,
      validMonths: content.certificate.validMonths,
      sources: content.sources,
    }
  })
