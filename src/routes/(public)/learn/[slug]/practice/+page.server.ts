import { courseAt } from '../../found.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { id, slug, title, content } = await courseAt(ctx, params.slug)
    return { course: { id, slug, title }, questions: content.practice }
  })
