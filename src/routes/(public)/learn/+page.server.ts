import { listPublicCourses } from '#modules/learning/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => ({ courses: await listPublicCourses(ctx) }))
