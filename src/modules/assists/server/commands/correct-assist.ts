import { defineCommand } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { CorrectAssist } from '../../shapes.ts'
import { canChange, canRecordAt } from '../policy.ts'
import { lookUpCodes, whyNotInCatalogue } from '../records/catalogue.ts'

/**
 * Puts another record in the place of an assist: what was done, how it ended, how many people; when and
 * where it was stay. The first one is kept, taken back, and says what was sent; a consent to be called
 * back stays with it. Safe to repeat with the same id. Throws RuleBroken where it does not count any more.
 */
export const correctAssist = defineCommand(
  'assists.correct',
  CorrectAssist,
  async (ctx, { id, assistId, ...did }) => {
    const before = await ctx.db
      .selectFrom('assists.assist')
      .selectAll()
      .where('id', '=', assistId)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new NotFound('assists.not_found')
    await ctx.authorize(canChange(before))
    await ctx.authorize(canRecordAt(before.unitId))
    if (before.undoneAt) {
      const mine = await ctx.db
        .selectFrom('assists.assist')
        .select('id')
        .where('id', '=', id)
        .where('corrects', '=', assistId)
        .executeTakeFirst()
      if (mine) return { id }
      throw new RuleBroken('assists.undone')
    }
    const known = await lookUpCodes(ctx, [did.service], did.procedure ? [did.procedure] : [])
    const reason = whyNotInCatalogue(known, did, before.happenedOn)
    if (reason) throw new RuleBroken(reason)
    await ctx.db
      .updateTable('assists.assist')
      .set({ undoneAt: ctx.now(), undoneBy: ctx.actor.personId ?? null })
      .where('id', '=', assistId)
      .execute()
    await ctx.db
      .insertInto('assists.assist')
      .values({
        id,
        ...did,
        procedure: did.procedure ?? null,
        activityId: before.activityId,
        unitId: before.unitId,
        happenedAt: before.happenedAt,
        happenedOn: before.happenedOn,
        recordedBy: ctx.actor.personId ?? '',
        corrects: assistId,
      })
      .execute()
    ctx.note({
      unitId: before.unitId,
      subjectId: id,
      details: {
        corrects: assistId,
        from: { service: before.service, outcome: before.outcome, people: before.people },
      },
    })
    return { id }
  },
)
