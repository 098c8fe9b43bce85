import { countIncomplete } from '#modules/members/server/index.ts'
import { heldPermissions, listMyRoles } from '#platform/server/access/held.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const held = await heldPermissions(ctx)
    const roles = await listMyRoles(ctx)
    const unitId = roles[0]?.unitId
    return {
      today: ctx.today,
      held: [...held],
      unitId: unitId ?? null,
      incomplete: held.has('members.write') && unitId ? await countIncomplete(ctx, unitId) : null,
    }
  })
