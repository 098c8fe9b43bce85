import type { RequestHandler } from './$types'

/** Ready: the database answers too; a proxy sends requests only here. */
export const GET: RequestHandler = async ({ locals }) => {
  try {
    await locals.app.database.pool.query('select 1')
    return new Response('ready\n', { headers: { 'cache-control': 'no-store' } })
  } catch {
    return new Response('the database does not answer\n', { status: 503 })
  }
}
