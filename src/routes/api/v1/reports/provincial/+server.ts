import { json } from '@sveltejs/kit'
import { provincialReportJson } from '#modules/reports/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** The provincial report for programs; docs at /api/docs. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  return json(
    await provincialReportJson(locals.app, locals.asking, Object.fromEntries(url.searchParams)),
  )
}
