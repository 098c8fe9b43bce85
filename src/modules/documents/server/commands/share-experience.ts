import { defineCommand } from '#platform/server/command.ts'
import { ChangeExperience, CopyExperience, MarkUseful, ShareExperience } from '../../shapes.ts'
import { canReadExperiences, canWriteAt } from '../policy.ts'
import { getExperience } from '../queries/experiences.ts'
import { addStep } from '../steps.ts'

/** A unit tells others what worked. Safe to repeat with the same id. */
export const shareExperience = defineCommand(
  'documents.share_experience',
  ShareExperience,
  async (ctx, input) => {
    await ctx.authorize(canWriteAt(input.unitId))
    await ctx.db
      .insertInto('documents.experience')
      .values({
        ...input,
        sharedBy: ctx.actor.personId ?? null,
        sharedByName: ctx.actor.name ?? '',
        sharedOn: ctx.today,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
    ctx.note({ unitId: input.unitId, subjectId: input.id, details: { title: input.title } })
    return { id: input.id }
  },
)

/** Mends what a unit has told. */
export const changeExperience = defineCommand(
  'documents.change_experience',
  ChangeExperience,
  async (ctx, { experienceId, ...input }) => {
    const before = await getExperience(ctx, experienceId)
    await ctx.authorize(canWriteAt(before.unitId))
    await ctx.db
      .updateTable('documents.experience')
      .set(input)
      .where('id', '=', experienceId)
      .execute()
    ctx.note({ unitId: before.unitId, subjectId: experienceId })
    return { id: experienceId }
  },
)

/** Somebody finds it useful, once, or no longer. */
export const markUseful = defineCommand(
  'documents.mark_useful',
  MarkUseful,
  async (ctx, { experienceId, isUseful }) => {
    await ctx.authorize(canReadExperiences)
    const { unitId } = await getExperience(ctx, experienceId)
    const personId = ctx.actor.personId
    if (!personId) return { id: experienceId }
    if (isUseful)
      await ctx.db
        .insertInto('documents.useful')
        .values({ experienceId, personId, markedOn: ctx.today })
        .onConflict((conflict) => conflict.columns(['experienceId', 'personId']).doNothing())
        .execute()
    else
      await ctx.db
        .deleteFrom('documents.useful')
        .where('experienceId', '=', experienceId)
        .where('personId', '=', personId)
        .execute()
    ctx.note({ unitId, subjectId: experienceId, details: { isUseful } })
    return { id: experienceId }
  },
)

/** Begins a plan of one's own unit from an experience; the plan knows where it came from. */
export const copyExperience = defineCommand(
  'documents.copy_experience',
  CopyExperience,
  async (ctx, { id, experienceId, unitId }) => {
    await ctx.authorize(canWriteAt(unitId))
    const from = await getExperience(ctx, experienceId)
    const body = [
      'I. MỤC ĐÍCH, YÊU CẦU',
      from.problem,
      'II. NỘI DUNG THỰC HIỆN',
      from.done,
      'III. KẾT QUẢ CẦN ĐẠT',
      from.result,
      ...(from.materials ? ['IV. TÀI LIỆU, PHƯƠNG TIỆN', from.materials] : []),
      `${from.materials ? 'V' : 'IV'}. TỔ CHỨC THỰC HIỆN`,
      '- ',
    ].join('\n')
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('documents.document')
      .values({
        id,
        unitId,
        direction: 'out',
        type: 'plan',
        subject: from.title,
        body,
        originId: experienceId,
        createdBy: ctx.actor.personId ?? null,
        createdAt: ctx.now().toISOString(),
        changedAt: ctx.now().toISOString(),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 0n) await addStep(ctx, id, 'drafted')
    ctx.note({ unitId, subjectId: id, details: { origin: experienceId } })
    return { id }
  },
)
