import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid } from '#platform/server/errors.ts'
import { BeginSeries, SetOffice, SetTerm } from '../../shapes.ts'
import { canIssueAt, canWriteAt } from '../policy.ts'
import { checkType } from './draft-document.ts'
import { periodOf } from './issue-document.ts'

/** Says how a unit writes itself in numbers and heads; papers that are issued stay as they are. */
export const setOffice = defineCommand(
  'documents.set_office',
  SetOffice,
  async (ctx, { unitId, ...input }) => {
    await ctx.authorize(canIssueAt(unitId))
    const office = {
      ...input,
      department: input.department || null,
      upperBody: input.upperBody || null,
    }
    await ctx.db
      .insertInto('documents.office')
      .values({ unitId, ...office })
      .onConflict((conflict) => conflict.column('unitId').doUpdateSet(office))
      .execute()
    ctx.note({ unitId, subjectId: unitId, details: { abbreviation: input.abbreviation } })
    return { unitId }
  },
)

/** Begins or mends a unit's term of office. Terms of one unit do not overlap. */
export const setTerm = defineCommand('documents.set_term', SetTerm, async (ctx, input) => {
  await ctx.authorize(canIssueAt(input.unitId))
  const endsOn = input.endsOn ?? null
  if (endsOn && endsOn <= input.startsOn)
    throw new Invalid([{ path: 'endsOn', code: 'documents_term_ends' }])
  const term = { name: input.name, startsOn: input.startsOn, endsOn }
  const known = await ctx.db
    .selectFrom('documents.term')
    .select('unitId')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known && known.unitId !== input.unitId) throw new Conflict('conflict')
  await ctx.db
    .insertInto('documents.term')
    .values({ id: input.id, unitId: input.unitId, ...term })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(term))
    .execute()
  ctx.note({ unitId: input.unitId, subjectId: input.id, details: { ...term } })
  return { id: input.id }
})

/** Goes on after the numbers used on paper before this register, as long as it has given none itself. */
export const beginSeries = defineCommand(
  'documents.begin_series',
  BeginSeries,
  async (ctx, input) => {
    const isBook = input.form === 'incoming'
    await ctx.authorize(isBook ? canWriteAt(input.unitId) : canIssueAt(input.unitId))
    if (!isBook) await checkType(ctx, input.type)
    const period = await periodOf(ctx, input, ctx.today)
    const { rows } = await sql<{ done: boolean }>`
    select documents.begin_series(${input.unitId}::uuid, ${input.form}, ${isBook ? 'any' : input.type},
      ${period.id}, ${period.name}, ${input.after}) as done`.execute(ctx.db)
    if (!rows[0]?.done) throw new Conflict('documents.series_begun')
    ctx.note({
      unitId: input.unitId,
      details: { form: input.form, type: input.type, after: input.after },
    })
    return { unitId: input.unitId }
  },
)
