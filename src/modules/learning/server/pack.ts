import type { Context } from '#platform/server/context.ts'
import type { LearningPack } from '../pack.ts'
import { getPaper, getPublicCourse, getStanding, listPublicCourses } from './queries.ts'

/** Courses that a phone may keep at most: a pack of all of a province's would be too much for a weak one. */
const most = 12

/**
 * What a learner's phone keeps: the courses that were chosen, with the paper of the next attempt of each, and
 * the list of all. A few statements a course; people keep a handful.
 */
export async function makeLearningPack(
  ctx: Context,
  wanted: readonly string[],
): Promise<LearningPack> {
  const all = await listPublicCourses(ctx)
  const chosen = all.filter(({ id }) => wanted.includes(id)).slice(0, most)
  const courses = []
  for (const { id } of chosen) {
    const course = await getPublicCourse(ctx, { id })
    const standing = await getStanding(ctx, id)
    const answer = await getPaper(ctx, course.versionId)
    courses.push({
      ...{
        id,
        versionId: course.versionId,
        slug: course.slug,
        title: course.title,
        summary: course.summary,
      },
      ...{ content: course.content, media: course.media, lessonsDone: standing.lessonsDone },
      paper: answer.paper ?? null,
      refused: answer.refused ?? null,
      lastScore: standing.last && {
        score: standing.last.score,
        total: standing.last.total,
        passed: standing.last.passed,
      },
      certificateId: standing.certificate?.id ?? null,
    })
  }
  return { issuedAt: ctx.now().toISOString(), courses, all }
}
