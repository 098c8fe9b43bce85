import { sha256Of } from '#platform/server/files/store.ts'
import { builtInCourses } from '../courses/index.ts'

/**
 * The drawings of the courses that come with the product, by what is in them. They are part of the program:
 * an installation has them whether or not its store does.
 */
const drawings = new Map(
  builtInCourses.flatMap((course) =>
    Object.values(course.drawings).map((drawing) => {
      const bytes = Buffer.from(drawing, 'utf8')
      return [sha256Of(bytes), bytes] as const
    }),
  ),
)

export const builtInMedia = (sha256: string): Buffer | undefined => drawings.get(sha256)
