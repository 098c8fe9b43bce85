import { error } from '@sveltejs/kit'
import {
  canCheckAt,
  closePath,
  findMyPlaceIn,
  getPath,
  listMissing,
  listProgress,
  remindPath,
} from '#modules/learning/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const size = 50

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const path = await getPath(ctx, params.pathId)
    const asked = uuidFrom(url.searchParams.get('unit'))
    const mine = await findMyPlaceIn(ctx, path.id)
    const unitId = asked ?? mine?.unitId
    if (!unitId) error(404, 'not_found')
    const skip = Math.max(0, Math.min(100_000, Number(url.searchParams.get('skip')) || 0))
    const units = await listProgress(ctx, path.id, unitId)
    const missing = await listMissing(ctx, path.id, unitId, { size, skip })
    const all = missing[0]?.allOfThem ?? 0
    return {
      path,
      unit: await getUnit(ctx, unitId).then(({ id, name }) => ({ id, name })),
      top: mine ?? null,
      units,
      missing,
      all,
      previous: skip > 0 ? Math.max(0, skip - size) : null,
      next: skip + size < all ? skip + size : null,
      mayRemind: !path.closedOn && (await ctx.allows(canCheckAt(unitId))),
      mayClose: !path.closedOn && (await ctx.allows(canCheckAt(path.unitId))),
      newId: uuidv7(),
      today: ctx.today,
    }
  })

export const actions = {
  remind: formAction(remindPath, {
    input: (form, event: RequestEvent) => ({
      id: form.get('id'),
      unitId: form.get('unitId'),
      pathId: event.params.pathId,
    }),
  }),
  close: formAction(closePath, {
    input: (_, event: RequestEvent) => ({ pathId: event.params.pathId }),
  }),
} satisfies Actions
