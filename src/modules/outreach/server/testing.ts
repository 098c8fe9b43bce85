import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Channel, PostState } from '../states.ts'

export { publishPost } from './commands/publish-post.ts'
export { deliver } from './deliver.ts'

/** Enters a post straight in the tables; by default a draft to its own unit. Returns its id. */
export async function aPost(
  database: TestDatabase,
  fields: {
    unitId: string
    authorId: string
    approverId?: string
    state?: PostState
    title?: string
    summary?: string
    body?: string
    channels?: Channel[]
    audience?: string[]
    everybody?: boolean
    campaignId?: string
    publishAt?: string
    /** With a quiz of two questions, whose right answers are 1 and 2. */
    quiz?: boolean
  },
): Promise<string> {
  const id = uuidv7()
  const state = fields.state ?? 'draft'
  const isOut = ['published', 'withdrawn'].includes(state)
  const isApproved = isOut || state === 'approved'
  const at = fields.publishAt ?? '2026-06-14T01:00:00Z'
  const { ownerPool } = database
  await ownerPool.query(
    `insert into outreach.post (id, unit_id, campaign_id, kind, state, language, to_everybody, channels, created_by, editors,
       approved_by, approved_at, publish_at, published_at)
     values ($1, $2, $3, 'news', $4, 'vi', $5, $6, $7, array[$7::uuid], $8, $9, $9, $10)`,
    [
      id,
      fields.unitId,
      fields.campaignId ?? null,
      state,
      fields.everybody ?? false,
      fields.channels ?? [],
      fields.authorId,
      isApproved ? fields.approverId : null,
      isApproved ? at : null,
      isOut ? at : null,
    ],
  )
  await ownerPool.query(
    `insert into outreach.text (post_id, unit_id, language, title, summary, body) values ($1, $5, 'vi', $2, $3, $4)`,
    [
      id,
      fields.title ?? 'Ra quân làm căn cước điện tử',
      fields.summary ?? 'Thứ bảy này đội hình về từng thôn.',
      fields.body ?? 'Mang theo **căn cước**.',
      fields.unitId,
    ],
  )
  for (const unitId of fields.audience ?? [fields.unitId])
    await ownerPool.query('insert into outreach.audience (post_id, unit_id) values ($1, $2)', [
      id,
      unitId,
    ])
  if (fields.quiz) {
    await ownerPool.query('insert into outreach.quiz (post_id, unit_id) values ($1, $2)', [
      id,
      fields.unitId,
    ])
    for (const position of [1, 2])
      await ownerPool.query(
        `insert into outreach.question (id, post_id, unit_id, position, text, options, right_option, explanation)
         values ($1, $2, $3, $4, 'Ai gọi điện hỏi mã OTP?', array['Kẻ gian', 'Ngân hàng'], $4, 'Không đọc mã cho ai.')`,
        [uuidv7(), id, fields.unitId, position],
      )
  }
  return id
}
