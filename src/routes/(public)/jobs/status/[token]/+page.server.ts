import { error } from '@sveltejs/kit'
import { findStatus } from '#modules/jobs/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const status = await findStatus(ctx, params.token)
    if (!status) error(404, { message: 'not_found', code: 'not_found' })
    return { status }
  })
