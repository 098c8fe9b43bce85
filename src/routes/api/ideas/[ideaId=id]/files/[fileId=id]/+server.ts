import { json } from '@sveltejs/kit'
import { limits } from '#modules/ideas/index.ts'
import { checkFile, keepFiles } from '#modules/ideas/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import type { RequestHandler } from './$types'

/** A photo from a phone, after its idea has gone up; the same one again changes nothing. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  const { app, asking } = locals
  if (asking.actor.kind === 'nobody') return json({ code: 'sign_in_again' }, { status: 401 })
  if (request.headers.get('x-xungkich-person') !== asking.actor.personId)
    return json({ code: 'sync.other_person' }, { status: 403 })
  const length = Number(request.headers.get('content-length') ?? 0)
  if (length > limits.fileBytes) return json({ code: 'files.too_large' }, { status: 413 })
  try {
    const bytes = new Uint8Array(await request.arrayBuffer())
    await keepFiles(app, asking, params.ideaId, [await checkFile(params.fileId, 'anh.jpg', bytes)])
    return json({ stored: true })
  } catch (error) {
    if (error instanceof DomainError) return json({ code: error.code }, { status: error.status })
    throw error
  }
}
