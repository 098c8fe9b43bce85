import { countMyWork } from '#modules/assignments/server/index.ts'
import { countCallbacks } from '#modules/assists/server/index.ts'
import { listDuties } from '#modules/campaigns/server/index.ts'
import { countUnreadPapers } from '#modules/documents/server/index.ts'
import { countToScreen } from '#modules/ideas/server/index.ts'
import { countIncomplete, countOpenImports } from '#modules/members/server/index.ts'
import { countMyTurn } from '#modules/signing/server/index.ts'
import { countMyVotes } from '#modules/voting/server/index.ts'
import { heldPermissions, listMyFormerOffices, listMyRoles } from '#platform/server/access/held.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    const held = await heldPermissions(ctx)
    const roles = await listMyRoles(ctx)
    const former = await listMyFormerOffices(ctx)
    const unitId = roles[0]?.unitId ?? former[0]?.unitId
    return {
      today: ctx.today,
      held: [...held],
      unitId: unitId ?? null,
      former,
      duties: await listDuties(ctx),
      papers: await countMyTurn(ctx),
      // Each one statement: the front page costs the same, however much waits.
      work: await countMyWork(ctx),
      votes: await countMyVotes(ctx),
      unread: await countUnreadPapers(ctx),
      ideas: held.has('ideas.screen') ? await countToScreen(ctx) : { waiting: 0, overdue: 0 },
      callbacks: held.has('campaigns.write') ? await countCallbacks(ctx) : 0,
      imports: held.has('members.import') ? await countOpenImports(ctx) : 0,
      incomplete: held.has('members.write') && unitId ? await countIncomplete(ctx, unitId) : null,
    }
  })
