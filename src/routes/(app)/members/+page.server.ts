import {
  canExportMembersOf,
  canListMembers,
  canWriteMembersOf,
  listMembers,
  readListQuery,
  writeCursor,
} from '#modules/members/server/index.ts'
import { getUnit, listGrantedUnits } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readListQuery(url)
  return locals.read(async (ctx) => {
    await ctx.authorize(canListMembers)
    const unit = query.unitId ? await getUnit(ctx, query.unitId) : null
    const page = await listMembers(ctx, query)
    const ownUnits = await listGrantedUnits(ctx, 'members.write')
    return {
      unit,
      text: query.text ?? '',
      filters: query.filters ?? {},
      rows: page.rows,
      count: page.count,
      countedUpTo: page.countedUpTo,
      previous: page.previous && writeCursor(page.previous),
      next: page.next && writeCursor(page.next),
      addTo: unit
        ? (await ctx.allows(canWriteMembersOf(unit.id)))
          ? unit.id
          : null
        : (ownUnits[0]?.id ?? null),
      mayImport: await ctx.allows(may('members.import').anywhere),
      mayExport: await ctx.allows(
        unit ? canExportMembersOf(unit.id) : may('members.export').anywhere,
      ),
    }
  })
}
