import { json } from '@sveltejs/kit'
import { keySet } from '#modules/learning/server/index.ts'
import type { RequestHandler } from './$types'

/** The public keys of certificates as a JSON Web Key Set. */
export const GET: RequestHandler = async ({ locals }) =>
  json(await locals.read(keySet), { headers: { 'cache-control': 'public, max-age=3600' } })
