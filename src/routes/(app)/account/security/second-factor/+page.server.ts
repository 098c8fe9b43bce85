import { fail, redirect } from '@sveltejs/kit'
import QRCode from 'qrcode'
import { findLogin } from '#platform/server/identity/index.ts'
import { keepCookies, visitorOf } from '#platform/server/identity/visitor.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { accountId } = locals.asking.actor
  if (!accountId) redirect(303, '/sign-in')
  const login = await findLogin(locals.identity.pool, { id: accountId })
  return { enabled: login?.hasSecondFactor ?? false }
}

/** The picture of the address, as a data URI: the content security policy allows those for images. */
const picture = async (uri: string) =>
  `data:image/svg+xml;base64,${Buffer.from(await QRCode.toString(uri, { type: 'svg', margin: 2 })).toString('base64')}`

export const actions = {
  start: async (event) => {
    const form = await event.request.formData()
    const answer = await event.locals.identity.call(visitorOf(event), '/two-factor/enable', {
      password: String(form.get('password') ?? ''),
    })
    if (answer.status !== 200) return fail(400, { problem: 'password' as const })
    keepCookies(event, answer.setCookies)
    const uri = String(answer.body.totpURI)
    return {
      qr: await picture(uri),
      secret: new URL(uri).searchParams.get('secret') ?? '',
      recoveryCodes: answer.body.backupCodes as string[],
    }
  },
  confirm: async (event) => {
    const form = await event.request.formData()
    const answer = await event.locals.identity.call(visitorOf(event), '/two-factor/verify-totp', {
      code: String(form.get('code') ?? '').replace(/\s/g, ''),
    })
    if (answer.status !== 200) {
      return fail(400, {
        problem: 'code' as const,
        qr: String(form.get('qr') ?? ''),
        secret: String(form.get('secret') ?? ''),
        recoveryCodes: form.getAll('recoveryCode').map(String),
      })
    }
    keepCookies(event, answer.setCookies)
    redirect(303, '/account/security')
  },
  disable: async (event) => {
    const form = await event.request.formData()
    const answer = await event.locals.identity.call(visitorOf(event), '/two-factor/disable', {
      password: String(form.get('password') ?? ''),
    })
    if (answer.status !== 200) return fail(400, { problem: 'password' as const })
    keepCookies(event, answer.setCookies)
    redirect(303, '/account/security')
  },
} satisfies Actions
