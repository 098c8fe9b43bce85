import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { limits } from '../limits.ts'
import { importCourse } from './commands/import-course.ts'
import { readCourseFile } from './course-file.ts'
import { keepMedia } from './media.ts'
import { canWriteAt } from './policy.ts'

/** Takes in a course from a file of a form: read and checked as a whole before anything of it is kept. */
export async function importGivenCourse(
  app: App,
  asking: Asking,
  file: FormDataEntryValue | null,
  unitId: string,
): Promise<{ id: string; versionId: string }> {
  if (!(file instanceof File) || file.size === 0) throw new FileProblem('empty')
  if (file.size > limits.importBytes)
    throw new FileProblem('too_large', { limit: limits.importBytes / 1024 / 1024 })
  // Nobody's bytes are unpacked or kept who may not write there.
  const isUnit = /^[0-9a-f-]{36}$/.test(unitId)
  if (!isUnit || !(await app.read(asking, (ctx) => ctx.allows(canWriteAt(unitId)))))
    throw new Forbidden()
  const { course, media } = await readCourseFile(new Uint8Array(await file.arrayBuffer()))
  const kept = []
  for (const one of media) kept.push(await keepMedia(app, uuidv7(), one))
  return app.run(asking, importCourse, {
    id: uuidv7(),
    versionId: uuidv7(),
    unitId,
    course,
    media: kept,
  })
}
