import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { BeginMentoring, EndMentoring, NoteMeeting, SaveMentor } from '../../shapes.ts'
import { canDraft, canKeepAt } from '../policy.ts'
import { listMentorsFor } from '../queries/mentors.ts'
import { holdKept, holdVenture, manages, tellChange } from '../venture-of.ts'
import { findPerson } from './name-principal.ts'

/** Enters a mentor of a unit, or changes what is said of one; who it is never changes. */
export const saveMentor = defineCommand('ventures.save_mentor', SaveMentor, async (ctx, input) => {
  const { rows } = await sql<{ unitId: string }>`
    select unit_id from ventures.mentor where id = ${input.id}::uuid`.execute(ctx.db)
  const unitId = rows[0]?.unitId ?? input.unitId
  await ctx.authorize(canKeepAt(unitId))
  if (rows[0])
    await sql`update ventures.mentor set organisation = ${input.organisation ?? null}, skills = ${input.skills}::text[], fields = ${input.fields}::text[],
        hours_month = ${input.hoursMonth}, mode = ${input.mode}, phone = ${input.phone ?? null}, note = ${input.note ?? null}, state = ${input.state}
      where id = ${input.id}::uuid`.execute(ctx.db)
  else {
    const personId = input.number ? await findPerson(ctx, input.name, input.number) : null
    await sql`insert into ventures.mentor (id, unit_id, person_id, name, organisation, skills, fields, hours_month, mode, phone, note, created_by, created_at)
      values (${input.id}, ${unitId}, ${personId}, ${personId ? null : input.name}, ${input.organisation ?? null}, ${input.skills}::text[],
              ${input.fields}::text[], ${input.hoursMonth}, ${input.mode}, ${input.phone ?? null}, ${input.note ?? null}, ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(
      ctx.db,
    )
  }
  ctx.note({ unitId, subjectId: input.id })
  return { id: input.id }
})

/** Brings a venture and a mentor together; the reasons that were shown are kept with it. */
export const beginMentoring = defineCommand(
  'ventures.begin_mentoring',
  BeginMentoring,
  async (ctx, input) => {
    const venture = await holdKept(ctx, input.ventureId)
    const known = await sql`select from ventures.mentoring where id = ${input.id}::uuid`.execute(
      ctx.db,
    )
    if (known.rows.length > 0) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (venture.state !== 'registered') throw new RuleBroken('ventures.not_registered')
    const mentor = (await listMentorsFor(ctx, venture.id)).find(({ id }) => id === input.mentorId)
    if (!mentor) throw new NotFound('ventures.mentor_not_found')
    if (mentor.isPaired) throw new RuleBroken('ventures.paired_already')
    await sql`insert into ventures.mentoring (id, venture_id, unit_id, mentor_id, goal, reasons, started_on, began_by, created_at)
      values (${input.id}, ${venture.id}, ${venture.unitId}, ${mentor.id}, ${input.goal}, ${JSON.stringify(mentor.reasons)}::jsonb, ${ctx.today},
              ${ctx.actor.personId ?? null}, ${ctx.now()})`.execute(ctx.db)
    await tellChange(ctx, venture, 'mentor_found', { mentorId: mentor.id })
    return { id: input.id }
  },
)

/** The venture of a mentoring that the actor may see; throws NotFound. */
async function ventureOf(ctx: CommandContext, mentoringId: string): Promise<string> {
  const { rows } = await sql<{ ventureId: string }>`
    select venture_id from ventures.mentoring where id = ${mentoringId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('ventures.mentoring_not_found')
  return rows[0].ventureId
}

/** They part; what was noted stays. */
export const endMentoring = defineCommand(
  'ventures.end_mentoring',
  EndMentoring,
  async (ctx, input) => {
    const venture = await holdKept(ctx, await ventureOf(ctx, input.mentoringId))
    await sql`update ventures.mentoring set ended_on = ${ctx.today} where id = ${input.mentoringId}::uuid and ended_on is null`.execute(
      ctx.db,
    )
    await tellChange(ctx, venture, 'mentor_left')
    return { id: input.mentoringId }
  },
)

/** Notes a meeting of a mentor with a venture; by the mentor, the venture's people or an officer. */
export const noteMeeting = defineCommand(
  'ventures.note_meeting',
  NoteMeeting,
  async (ctx, input) => {
    const venture = await holdVenture(ctx, await ventureOf(ctx, input.mentoringId))
    await ctx.authorize(canDraft)
    const mentored =
      await sql`select from ventures.mentored() v where v = ${venture.id}::uuid`.execute(ctx.db)
    if (mentored.rows.length === 0 && !(await manages(ctx, venture.id))) throw new Forbidden()
    if (input.metOn > ctx.today) throw new Invalid([{ path: 'metOn', code: 'day_in_future' }])
    await sql`insert into ventures.mentor_meeting (id, mentoring_id, venture_id, unit_id, met_on, minutes, note, next_step, noted_by, noted_at)
    values (${input.id}, ${input.mentoringId}, ${venture.id}, ${venture.unitId}, ${input.metOn}, ${input.minutes}, ${input.note},
            ${input.nextStep ?? null}, ${ctx.actor.personId ?? null}, ${ctx.now()}) on conflict (id) do nothing`.execute(
      ctx.db,
    )
    ctx.note({ unitId: venture.unitId, subjectId: venture.id })
    return { id: input.id }
  },
)
