import { error, redirect } from '@sveltejs/kit'
import { followLink, isScan } from '#modules/links/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import type { RequestHandler } from './$types'

/** A whole market behind one address of a mobile network may scan at once; a program that counts up may not. */
const limit = openAddressLimit({ burst: 30, perSecond: 1 })

/** Leads from a printed code to its page, and counts the place; sets no cookie and keeps no address. */
export const GET: RequestHandler = async ({ params, request, locals, getClientAddress }) => {
  const counts = isScan(request) && limit.take(getClientAddress(), Date.now()) === 0
  const { path } = await locals.app
    .run(locals.asking, followLink, { code: params.code, counts })
    .catch((fault) => {
      if (fault instanceof NotFound) error(404, { message: 'not_found', code: 'not_found' })
      throw fault
    })
  redirect(302, path)
}
