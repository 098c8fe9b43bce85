import type { PageServerLoad } from './$types'
import { courseAt } from '../../found.ts'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { id, slug, title, content } = await courseAt(ctx, params.slug)
    return { course: { id, slug, title }, questions: content.practice }
  })
