import { dayOf } from '#platform/days.ts'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CheckIn } from '../../shapes.ts'
import { activityOf } from '../activity-of.ts'
import { canRecordAt } from '../policy.ts'
import { storeCheckIns } from '../records/store-check-ins.ts'

/** Checks a person in at the desk, by the same rules as a phone in the field. */
export const checkIn = defineCommand('campaigns.check_in', CheckIn, async (ctx, input) => {
  const activity = await activityOf(ctx, input.activityId)
  await ctx.authorize(canRecordAt(activity.unitId))
  const happenedAt = input.happenedAt ? new Date(input.happenedAt) : ctx.now()
  const answers = await storeCheckIns(ctx, [
    {
      id: input.id,
      deviceId: null,
      seq: null,
      happenedAt,
      happenedOn: dayOf(happenedAt),
      body: { activityId: input.activityId, personId: input.personId, method: 'roster' },
    },
  ])
  const answer = answers.get(input.id)
  if (answer?.status === 'refused') throw new RuleBroken(answer.reason)
  ctx.note({
    unitId: activity.unitId,
    subjectId: input.personId,
    details: { activity: activity.id },
  })
  return { id: input.id }
})
