import { defineCommand } from '#platform/server/command.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { RecordYouthStatistic } from '../../shapes.ts'
import { canRecordStatistic } from '../policy.ts'

/** Records a unit's population, labour force and youth as counted on a day; a later entry of that day corrects it. */
export const recordYouthStatistic = defineCommand(
  'members.record_youth_statistic',
  RecordYouthStatistic,
  async (ctx, input) => {
    await ctx.authorize(canRecordStatistic(input.unitId))
    const { unitId, countedOn, ...counted } = input
    await ctx.db
      .insertInto('members.youthStatistic')
      .values({
        id: uuidv7(ctx.now().getTime()),
        unitId,
        countedOn,
        ...counted,
        recordedBy: ctx.actor.personId ?? null,
      })
      .onConflict((conflict) =>
        conflict.columns(['unitId', 'countedOn']).doUpdateSet({
          ...counted,
          recordedBy: ctx.actor.personId ?? null,
          recordedAt: ctx.now(),
        }),
      )
      .execute()
    ctx.note({ unitId, details: { countedOn, ...counted } })
    return { unitId }
  },
)
