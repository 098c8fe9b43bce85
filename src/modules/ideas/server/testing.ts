import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { IdeaState } from '../states.ts'

export { reportedPairs, tuningPairs } from '../likeness/testing/labelled.ts'
export { measureLikeness, type Quality } from '../likeness/testing/measure.ts'

/** Enters an idea straight in the tables, with its author; by default one that the branch has. Returns its id. */
export async function anIdea(
  database: TestDatabase,
  fields: {
    unitId: string
    authorId: string
    stepUnitId?: string | null
    state?: IdeaState
    title?: string
    problem?: string
    solution?: string
    place?: string
    category?: string
    proposedOn?: string
    due?: string
    showsName?: boolean
    code?: string
  },
): Promise<string> {
  const id = uuidv7()
  const state = fields.state ?? 'branch'
  const isPublic = ['published', 'supported', 'doing', 'done'].includes(state)
  const proposedOn = fields.proposedOn ?? '2026-06-01'
  await database.ownerPool.query(
    `insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, place, category, state,
       step_unit_id, step_since, step_due, proposed_on, published_on, bank_code, bank_url, public_author)
     values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      id,
      fields.unitId,
      fields.authorId,
      fields.title ?? 'Mã QR trên bao bì chè Shan tuyết',
      fields.problem ?? 'Khách mua chè không biết chè của thôn nào, bị trộn chè nơi khác.',
      fields.solution ?? 'In mã QR dẫn tới trang giới thiệu hộ trồng chè.',
      fields.place ?? null,
      fields.category ?? 'farming',
      state,
      fields.stepUnitId === undefined ? fields.unitId : fields.stepUnitId,
      proposedOn,
      fields.due ?? '2026-06-22',
      state === 'draft' ? null : proposedOn,
      isPublic ? '2026-06-10' : null,
      isPublic ? (fields.code ?? `NT-${id.slice(-6)}`) : null,
      isPublic ? 'https://ytuongsangtao.example/1' : null,
      isPublic ? 'Một đoàn viên ở Đoàn xã Sủng Là' : null,
    ],
  )
  await database.ownerPool.query(
    `insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name) values ($1, $2, $3, $4, true, $5)`,
    [uuidv7(), id, fields.unitId, fields.authorId, fields.showsName ?? false],
  )
  return id
}
