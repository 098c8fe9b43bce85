import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import {
  defineSyncHandler,
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { ProposeBody } from '../shapes.ts'
import { isEditable, isScreening } from '../states.ts'
import { keepCoAuthors } from './co-authors.ts'

/**
 * An idea proposed in field mode: it goes to the branch at once, in the name of whoever is signed in, as of
 * the day on which it was written; the branch has so many days for it. Its photos follow one by one (`POST /api/ideas/…/files/…`).
 */
export const proposeRecords = (days: number) =>
  defineSyncHandler({
    kind: 'ideas.propose',
    shape: ProposeBody,
    apply: (ctx, records) => storeIdeas(ctx, records, days),
  })

/** An idea sent from a phone was taken back there: its author withdraws it while it is being screened. */
export const proposeUndoRecords = defineSyncHandler({
  kind: 'ideas.propose.undo',
  shape: z.object({ recordId: z.uuid() }),
  apply: async (ctx, records) => {
    const answers = new Map<string, FieldAnswer>()
    const { rows } = await sql<{ id: string; isMine: boolean; state: string; unitId: string }>`
      select id, author_id = ${ctx.actor.personId ?? null}::uuid as is_mine, state, unit_id from ideas.idea
       where id = any (${records.map(({ body }) => body.recordId)}::uuid[])`.execute(ctx.db)
    const found = new Map(rows.map((row) => [row.id, row]))
    for (const { id, body } of records) {
      const idea = found.get(body.recordId)
      if (!idea) answers.set(id, { status: 'waits', for: body.recordId })
      else if (!idea.isMine) answers.set(id, refused('forbidden'))
      else if (idea.state !== 'withdrawn' && !isScreening(idea.state) && !isEditable(idea.state))
        answers.set(id, refused('ideas.sent_already'))
      else answers.set(id, { status: 'stored', unitId: idea.unitId })
    }
    const taken = records.filter(({ id }) => answers.get(id)?.status === 'stored')
    await sql`update ideas.idea set state = 'withdrawn', updated_at = ${ctx.now()}, version = version + 1
      where id = any (${taken.map(({ body }) => body.recordId)}::uuid[]) and state <> 'withdrawn'`.execute(
      ctx.db,
    )
    return answers
  },
})

interface Place {
  unitId: string | null
  state: string | null
  stepUnitId: string | null
}

/** A fixed number of statements, and three for each idea: people propose a handful, not hundreds. */
async function storeIdeas(
  ctx: Context,
  records: readonly FieldRecord<ProposeBody>[],
  days: number,
): Promise<FieldAnswers> {
  const answers = new Map<string, FieldAnswer>()
  const place = await findPlace(ctx)
  if (!place?.unitId || !place.state) {
    for (const { id } of records) answers.set(id, refused('ideas.no_unit'))
    return answers
  }
  const { rows } = await sql<{ id: string }>`
    select id from ideas.idea where id = any (${records.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  const known = new Set(rows.map(({ id }) => id))
  for (const record of records) {
    if (known.has(record.id)) answers.set(record.id, { status: 'known' })
    else
      answers.set(
        record.id,
        await storeIdea(ctx, record, { ...place, unitId: place.unitId }, addDays(ctx.today, days)),
      )
  }
  return answers
}

/** Where an idea of the actor's goes first. */
async function findPlace(ctx: Context): Promise<Place | undefined> {
  const { rows } = await sql<Place>`
    select me.unit_id, step.state, step.unit_id as step_unit_id
      from (select ideas.my_unit() as unit_id) me
      left join lateral (
        select l.state, ideas.unit_at(me.unit_id, l.state) as unit_id
          from (values ('branch', 1), ('commune', 2), ('province', 3)) l (state, rank)
         where ideas.unit_at(me.unit_id, l.state) is not null order by l.rank limit 1) step on true`.execute(
    ctx.db,
  )
  return rows[0]
}

async function storeIdea(
  ctx: Context,
  record: FieldRecord<ProposeBody>,
  place: Place & { unitId: string },
  due: IsoDay,
): Promise<FieldAnswer> {
  const { body } = record
  const me = ctx.actor.personId ?? null
  // As a draft first and sent then: the wall lets an author do no more at once.
  await sql`insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, beneficiaries, place, category, created_at, updated_at)
    values (${record.id}, ${place.unitId}, ${place.unitId}, ${me}, ${body.title}, ${body.problem}, ${body.solution},
            ${body.beneficiaries ?? null}, ${body.place ?? null}, ${body.category}, ${record.happenedAt}, ${ctx.now()})`.execute(
    ctx.db,
  )
  await sql`insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name)
    values (${uuidv7(ctx.now().getTime())}, ${record.id}, ${place.unitId}, ${me}, true, ${body.showsName})`.execute(
    ctx.db,
  )
  await keepCoAuthors(
    ctx,
    { id: record.id, unitId: place.unitId, authorId: me ?? '' },
    body.coAuthors,
  )
  await sql`update ideas.idea set state = ${place.state}, step_unit_id = ${place.stepUnitId}, step_since = ${ctx.today},
      step_due = ${due}, proposed_on = ${record.happenedOn} where id = ${record.id}`.execute(ctx.db)
  await sql`insert into ideas.step (id, idea_id, unit_id, state, verdict, at_unit_id, due_on, decided_by, decided_at)
    values (${uuidv7(ctx.now().getTime())}, ${record.id}, ${place.unitId}, 'draft', 'sent', ${place.stepUnitId}, ${due}, ${me}, ${ctx.now()})`.execute(
    ctx.db,
  )
  return { status: 'stored', unitId: place.unitId }
}
