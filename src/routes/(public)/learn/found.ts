import { error } from '@sveltejs/kit'
import { getPublicCourse, type PublicCourse } from '#modules/learning/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

/** The course of an address; 404 where nothing is published there. */
export const courseAt = (ctx: Context, slug: string): Promise<PublicCourse> =>
  getPublicCourse(ctx, { slug }).catch((fault) => {
    if (fault instanceof NotFound) error(404, 'not_found')
    throw fault
  })
