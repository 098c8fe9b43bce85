import { json } from '@sveltejs/kit'
import { courseAt } from '../../found.ts'
import type { RequestHandler } from './$types'

/** What a certificate of this course stands for, for programs that read Open Badges. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const course = await locals.read((ctx) => courseAt(ctx, params.slug))
  return json(
    {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: `${url.origin}/learn/${course.slug}/achievement.json`,
      type: ['Achievement'],
      achievementType: 'Certificate',
      name: course.title,
      description: course.summary || course.title,
      criteria: { id: `${url.origin}/learn/${course.slug}` },
    },
    { headers: { 'cache-control': 'public, max-age=3600' } },
  )
}
