import { redirect } from '@sveltejs/kit'
import {
  builtInCourses,
  canReviewSomewhere,
  canWriteSomewhere,
  importBuiltIn,
  importGivenCourse,
  listAuthored,
} from '#modules/learning/server/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import { either } from '#platform/server/access/sentence.ts'
import { DomainError } from '#platform/server/errors.ts'
import { formFailure, sessionOver } from '#platform/server/form-action.ts'
import { uploadLimit } from '#platform/server/upload-limit.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(either(canWriteSomewhere, canReviewSomewhere))
    const courses = await listAuthored(ctx)
    const known = new Set(courses.map(({ slug }) => slug))
    return {
      courses,
      units: (await listGrantedUnits(ctx, 'learning.write')).map(({ id, name }) => ({
        value: id,
        label: name,
      })),
      builtIn: builtInCourses
        .map(({ course }) => ({ slug: course.slug, title: course.title, summary: course.summary }))
        .filter(({ slug }) => !known.has(slug)),
      limit: uploadLimit(),
    }
  })

/** Does what a form asks for a unit and opens the draft that comes of it. */
async function opened(
  event: RequestEvent,
  take: (form: FormData, unitId: string) => Promise<{ versionId: string }>,
) {
  const form = await event.request.formData()
  if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
  let made: { versionId: string }
  try {
    made = await take(form, String(form.get('unitId') ?? ''))
  } catch (error) {
    if (error instanceof DomainError) return formFailure(error, form)
    throw error
  }
  redirect(303, `/learning/authoring/${made.versionId}`)
}

export const actions = {
  builtIn: (event) =>
    opened(event, (form, unitId) =>
      importBuiltIn(event.locals.app, event.locals.asking, String(form.get('slug') ?? ''), unitId),
    ),
  import: (event) =>
    opened(event, (form, unitId) =>
      importGivenCourse(event.locals.app, event.locals.asking, form.get('file'), unitId),
    ),
} satisfies Actions
