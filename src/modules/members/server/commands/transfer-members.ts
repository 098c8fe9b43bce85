import { sql } from 'kysely'
import { findUnitSpan, pathsOf } from '#modules/units/server/index.ts'
import { writtenDay } from '#platform/days.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { TransferMembers } from '../../shapes.ts'
import { canWriteMembersOf } from '../policy.ts'
import { authorizeForAll, type OpenStay, openStays } from '../stays.ts'

/**
 * Moves people to another unit from a day on: the stay there ends, one here begins; nothing of the
 * past changes. Those who are in the unit already stay as they are.
 */
export const transferMembers = defineCommand(
  'members.transfer',
  TransferMembers,
  async (ctx, input) => {
    const stays = await openStays(ctx, input.personIds)
    await authorizeForAll(ctx, stays)
    if (!(await ctx.allows(canWriteMembersOf(input.toUnitId))))
      throw await beyond(ctx, stays, input.toUnitId)
    await ctx.authorize(canWriteMembersOf(input.toUnitId))
    const unit = await findUnitSpan(ctx, input.toUnitId)
    if (!unit) throw new NotFound('units.not_found')
    if (input.on < unit.from)
      throw new Invalid([
        { path: 'on', code: 'joined_before_unit', details: { day: writtenDay(unit.from) } },
      ])
    if (unit.to !== null) throw new Invalid([{ path: 'toUnitId', code: 'unit_closed' }])
    const moving = stays.filter((stay) => stay.unitId !== input.toUnitId)
    const tooEarly = moving.filter((stay) => stay.validFrom >= input.on)
    if (tooEarly.length > 0)
      throw new RuleBroken('members.transfer_before_joining', { count: tooEarly.length })

    if (moving.length > 0) {
      await ctx.db
        .updateTable('members.membership')
        .set({ validTo: input.on, reasonOut: 'transferred' })
        .where(
          'id',
          'in',
          moving.map((stay) => stay.id),
        )
        .execute()
      await sql`insert into members.membership
        (id, person_id, unit_id, kind, valid_from, reason_in, decision_no, citizen_app_on)
      select row.id, row.person_id, ${input.toUnitId}, row.kind, ${input.on}, 'transferred',
             ${input.decisionNo ?? null}, row.citizen_app_on
        from jsonb_to_recordset(${JSON.stringify(
          moving.map((stay) => ({
            id: uuidv7(ctx.now().getTime()),
            person_id: stay.personId,
            kind: stay.kind,
            citizen_app_on: stay.citizenAppOn,
          })),
        )}::jsonb) as row (id uuid, person_id uuid, kind text, citizen_app_on date)`.execute(ctx.db)
    }
    for (const stay of moving) {
      ctx.note({
        unitId: stay.unitId,
        subjectId: stay.personId,
        details: { to: input.toUnitId, on: input.on },
      })
    }
    return { moved: moving.length }
  },
)

/** The refusal names the nearest unit above all of them: its officers may do it. */
async function beyond(ctx: CommandContext, stays: readonly OpenStay[], toUnitId: string) {
  const units = [...new Set([toUnitId, ...stays.map((stay) => stay.unitId)])]
  const paths = [...(await pathsOf(ctx, units)).values()]
  const [first = [], ...others] = paths
  const above = first.findLast((step) =>
    others.every((path) => path.some((it) => it.id === step.id)),
  )
  return above ? new Forbidden('members.transfer_beyond', { above: above.name }) : new Forbidden()
}
