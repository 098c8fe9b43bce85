import {
  canExportMembersOf,
  canListMembers,
  canWriteMembersOf,
  listMembers,
  readListQuery,
  writeCursor,
} from '#modules/members/server/index.ts'
import { now } from '#modules/units/index.ts'
import { getUnitInView, listGrantedUnits, type UnitInView } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import type { Context } from '#platform/server/context.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = readListQuery(url)
  const moment = query.moment ?? now
  return locals.read(async (ctx) => {
    await ctx.authorize(canListMembers)
    const place = query.unitId ? await getUnitInView(ctx, query.unitId, moment) : null
    const page = await listMembers(ctx, query)
    return {
      place,
      unit: place?.unit ?? null,
      moment,
      // What is done with people is done today.
      isToday: moment.on === undefined || moment.on === ctx.today,
      text: query.text ?? '',
      filters: query.filters ?? {},
      rows: page.rows,
      count: page.count,
      countedUpTo: page.countedUpTo,
      previous: page.previous && writeCursor(page.previous),
      next: page.next && writeCursor(page.next),
      addTo: await unitToAddTo(ctx, place),
      mayImport: await ctx.allows(may('members.import').anywhere),
      mayExport: await ctx.allows(
        place ? canExportMembersOf(place.unit.id) : may('members.export').anywhere,
      ),
    }
  })
}

/** Where a new member of this list would go: to its unit or, in a list of all, to the actor's own. */
async function unitToAddTo(ctx: Context, place: UnitInView | null): Promise<string | null> {
  if (!place) return (await listGrantedUnits(ctx, 'members.write'))[0]?.id ?? null
  if (place.isGone) return null
  return (await ctx.allows(canWriteMembersOf(place.unit.id))) ? place.unit.id : null
}
