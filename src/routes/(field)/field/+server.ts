import { fieldShell } from '#modules/field/server/index.ts'
import { cspHeader } from '#platform/csp.ts'
import { dev, version } from '$app/env'
import type { RequestHandler } from './$types'

/**
 * Field mode's shell: no page of SvelteKit's, whose program would double what a phone loads. The same
 * for everybody, without a word of theirs in it: a phone keeps it and opens it offline.
 */
export const GET: RequestHandler = ({ locals }) => {
  const script = dev ? '/src/modules/field/open.ts' : `/_app/immutable/entry/field.${version}.js`
  return new Response(fieldShell({ locale: locals.asking.locale, version, script }), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...(!dev && { 'content-security-policy': cspHeader }),
    },
  })
}
