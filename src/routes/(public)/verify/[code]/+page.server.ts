import { readCode } from '#modules/signing/index.ts'
import { findPaperByCode } from '#modules/signing/server/index.ts'
import { checkUpload, countLook } from '../check.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  countLook(event as unknown as RequestEvent)
  const code = readCode(event.params.code)
  const paper = code ? await event.locals.read((ctx) => findPaperByCode(ctx, code)) : undefined
  event.setHeaders({ 'x-robots-tag': 'noindex' })
  return { paper: paper ?? null }
}

export const actions = {
  default: (event) => checkUpload(event, readCode(event.params.code) ?? 'none'),
} satisfies Actions
