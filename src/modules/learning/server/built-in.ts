import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { builtInCourses } from '../courses/index.ts'
import { importCourse } from './commands/import-course.ts'
import { checkMedia, keepMedia } from './media.ts'

/**
 * Takes a course that comes with the product in as a draft of a unit, by the same way and the same checks
 * as a file. Throws NotFound where there is no such course.
 */
export async function importBuiltIn(
  app: App,
  asking: Asking,
  slug: string,
  unitId: string,
): Promise<{ id: string; versionId: string }> {
  const found = builtInCourses.find(({ course }) => course.slug === slug)
  if (!found) throw new NotFound('learning.not_found')
  const media = []
  for (const [name, drawing] of Object.entries(found.drawings))
    media.push(
      await keepMedia(app, uuidv7(), await checkMedia(name, new TextEncoder().encode(drawing))),
    )
  return app.run(asking, importCourse, {
    id: uuidv7(),
    versionId: uuidv7(),
    unitId,
    course: found.course,
    media,
  })
}
