import { error, fail, type RequestEvent } from '@sveltejs/kit'
import { checkFile, takeLook } from '#modules/signing/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import { errorText } from '#platform/server/messages.ts'

/** The most that a stranger may send to be checked. */
const limit = 20 * 1024 * 1024

/** Refuses whoever looks too often; 429 says how long to wait. */
export function countLook(event: RequestEvent): void {
  const wait = takeLook(event.getClientAddress(), Date.now())
  if (wait === 0) return
  event.setHeaders({ 'retry-after': String(wait) })
  error(429, { message: 'too_many_requests', code: 'too_many_requests' })
}

/** Checks the PDF of a form; with a code, as the paper of that code. The file is not kept. */
export async function checkUpload(event: RequestEvent, code?: string) {
  countLook(event)
  const form = await event.request.formData()
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    return fail(400, { message: errorText('files.empty') })
  if (file.size > limit)
    return fail(413, { message: errorText('files.too_large', { limit: limit / 1024 / 1024 }) })
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const checked = await event.locals.read((ctx) =>
      checkFile(ctx, event.locals.app.config, bytes, code),
    )
    return { checked: { ...checked, name: file.name } }
  } catch (problem) {
    if (!(problem instanceof DomainError)) throw problem
    return fail(problem.status, { message: errorText(problem.code, problem.details) })
  }
}
