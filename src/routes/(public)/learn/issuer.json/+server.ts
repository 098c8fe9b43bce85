import { json } from '@sveltejs/kit'
import { issuerOf, keySet } from '#modules/learning/server/index.ts'
import * as m from '#paraglide/messages.js'
import type { RequestHandler } from './$types'

/** Who issues certificates here, with the keys by which they are verified. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const keys = await locals.read(keySet)
  return json(
    {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      ...issuerOf(url.origin, m.app_name()),
      jwks: keys,
    },
    { headers: { 'cache-control': 'public, max-age=3600' } },
  )
}
