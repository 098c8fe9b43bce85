import { fail, type RequestEvent } from '@sveltejs/kit'
import { findCertificateByCode, readCredential } from '#modules/learning/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import { errorText } from '#platform/server/messages.ts'
import { countLook } from '../check.ts'

const limit = 40_000

type Found = NonNullable<Awaited<ReturnType<typeof findCertificateByCode>>>

/** What the public page says of a certificate; its days are in the zone of Vietnam. */
export const shownOf = (
  { code, holderName, courseTitle, slug, unitName, issuedOn, validUntil, revokedOn }: Found,
  today: IsoDay,
) => ({
  ...{ code, holderName, courseTitle, slug, unitName, issuedOn, validUntil, revokedOn },
  state: revokedOn
    ? ('revoked' as const)
    : validUntil && validUntil <= today
      ? ('expired' as const)
      : ('valid' as const),
})
export type ShownCertificate = ReturnType<typeof shownOf>

/** Checks the file of a credential: whether it was signed here, and what the register says of it today. */
export async function checkCredential(event: RequestEvent) {
  countLook(event)
  const form = await event.request.formData()
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return fail(400, { message: errorText('files.empty') })
  if (file.size > limit) return fail(413, { message: errorText('learning.credential_unreadable') })
  const text = await file.text()
  return event.locals.read(async (ctx) => {
    const verdict = await readCredential(ctx, text)
    if (verdict.kind !== 'signed') return { verdict: verdict.kind, name: file.name }
    const found = await findCertificateByCode(ctx, verdict.code)
    if (found?.id !== verdict.id) return { verdict: 'not_ours' as const, name: file.name }
    return { verdict: 'signed' as const, name: file.name, certificate: shownOf(found, ctx.today) }
  })
}
