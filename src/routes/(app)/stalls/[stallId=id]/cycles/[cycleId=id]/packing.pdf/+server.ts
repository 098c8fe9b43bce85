import { getCycle, getStall, listPacking, makePackingList } from '#modules/market/server/index.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

/** Packing list and pay-outs of a cycle, for its hub. */
export const GET: RequestHandler = async ({ locals, params }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { stall, cycle, lines } = await locals.read(async (ctx) => ({
    stall: await getStall(ctx, params.stallId),
    cycle: await getCycle(ctx, params.stallId, params.cycleId),
    lines: await listPacking(ctx, params.cycleId),
  }))
  const pdf = await makePackingList(cycle, stall.name, lines, locals.app.now())
  return fileResponse(pdf, {
    name: cycle.title,
    extension: 'pdf',
    mediaType: 'application/pdf',
    inline: true,
  })
}
