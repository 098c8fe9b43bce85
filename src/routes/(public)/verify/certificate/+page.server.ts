import { redirect } from '@sveltejs/kit'
import { readCode } from '#modules/signing/index.ts'
import type { Actions, PageServerLoad } from './$types'
import { checkCredential } from './check.ts'

export const load: PageServerLoad = ({ url }) => {
  const typed = url.searchParams.get('code')?.trim()
  if (!typed) return { typed: '' }
  const code = readCode(typed)
  if (code) redirect(303, `/verify/certificate/${code}`)
  return { typed: typed.slice(0, 40) }
}

export const actions = { default: (event) => checkCredential(event) } satisfies Actions
