import { courseAt } from '../../found.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const { slug, title, content, media } = await courseAt(ctx, params.slug)
    const base = `/learn/${slug}`
    return {
      course: { slug, title },
      bytes: media.reduce((sum, { size }) => sum + size, 0),
      addresses: [
        '/learn',
        base,
        ...content.lessons.map(({ key }) => `${base}/${key}`),
        ...(content.practice.length > 0 ? [`${base}/practice`] : []),
      ],
    }
  })
