import { layOutStory } from '#modules/units/index.ts'
import { getStory, getUnit, heirsOf } from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const unit = await getUnit(ctx, params.unitId)
    const history = await getStory(ctx, unit.id)
    const isGone = unit.closedOn !== null && unit.closedOn <= ctx.today
    return {
      unit,
      isGone,
      heirs: isGone ? ((await heirsOf(ctx, [unit.id])).get(unit.id) ?? []) : [],
      decisionNo:
        history.links.find(({ from, on }) => from === unit.id && on === unit.closedOn)
          ?.decisionNo ?? null,
      versions: history.versions,
      story: layOutStory(history),
    }
  })
