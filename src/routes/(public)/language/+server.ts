import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** The other language, without script; the page then opens again. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData()
  const to = form.get('to') === 'en' ? 'en' : 'vi'
  const next = String(form.get('next') ?? '/')
  cookies.set('locale', to, {
    path: '/',
    maxAge: 400 * 86_400,
    httpOnly: false,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
  })
  redirect(303, /^\/(?![/\\])/.test(next) ? next : '/')
}
