import { findUnit } from '#modules/units/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { PlanMeeting } from '../../shapes.ts'
import { templates } from '../../templates.ts'
import { clockOn } from '../clock.ts'
import { canRunMeetingsAt } from '../policy.ts'
import { newShareToken } from '../records/begin-meetings.ts'

/**
 * Plans a meeting of a unit, its agenda out of a template. Throws RuleBroken `meetings.unknown_unit` and,
 * where a meeting of members is planned for a unit that has none of its own, `meetings.no_members_here`.
 * Safe to repeat with the same id.
 */
export const planMeeting = defineCommand(
  'meetings.plan_meeting',
  PlanMeeting,
  async (ctx, input) => {
    await ctx.authorize(canRunMeetingsAt(input.unitId))
    const { template: name, id, unitId } = input
    const unit = await findUnit(ctx, unitId)
    if (!unit) throw new RuleBroken('meetings.unknown_unit')
    const template = templates[name]
    // A blank agenda takes the kind that the unit can have.
    const kind = name === 'empty' && unit.level !== 'branch' ? 'committee' : template.kind
    if (kind === 'branch' && unit.level !== 'branch')
      throw new RuleBroken('meetings.no_members_here')
    const inserted = await ctx.db
      .insertInto('meetings.meeting')
      .values({
        id,
        unitId,
        kind,
        title: input.title,
        heldOn: input.heldOn,
        startsAt: clockOn(input.heldOn, input.startsAt) as Date,
        endsAt: clockOn(input.heldOn, input.endsAt),
        place: input.place ?? null,
        mode: input.mode,
        link: input.link ?? null,
        note: input.note ?? null,
        chairId: input.chairId ?? null,
        secretaryId: input.secretaryId ?? null,
        shareToken: newShareToken(),
        createdBy: ctx.actor.personId ?? null,
      })
      .onConflict((it) => it.column('id').doNothing())
      .returning('id')
      .execute()
    if (inserted.length > 0)
      await ctx.db
        .insertInto('meetings.agendaItem')
        .values(
          template.items.map((item, index) => ({
            id: uuidv7(ctx.now().getTime() + index),
            meetingId: id,
            unitId,
            position: index + 1,
            title: item.title(),
            kind: item.kind,
          })),
        )
        .execute()
    ctx.note({ unitId, subjectId: id, details: { heldOn: input.heldOn } })
    return { id }
  },
)
