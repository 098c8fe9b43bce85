import type { Asking } from '#platform/server/context.ts'
import type { TestApp } from '#platform/testing/app.ts'
import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { approveDocument, draftDocument, issueDocument } from './index.ts'

/** Gives a unit a term of office, straight in the tables; by default from 2022 on. */
export async function aTerm(
  database: TestDatabase,
  fields: { unitId: string; name?: string; from?: string; to?: string },
): Promise<string> {
  const id = uuidv7()
  await database.ownerPool.query(
    'insert into documents.term (id, unit_id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)',
    [id, fields.unitId, fields.name ?? '2022–2027', fields.from ?? '2022-01-01', fields.to ?? null],
  )
  return id
}

/** What a draft consists of. */
export const aDraft = (unitId: string, fields: object = {}) => ({
  id: uuidv7(),
  unitId,
  type: 'plan',
  subject: 'Ra quân Ngày Chủ nhật xanh',
  body: 'I. MỤC ĐÍCH\n- Vệ sinh đường làng, ngõ xóm;\nCác chi đoàn chủ động thực hiện.',
  recipients: 'Như trên\nLưu',
  signerName: 'Nguyễn Văn Bí Thư',
  ...fields,
})

/** A paper that somebody has drafted and approved. */
export async function anApproved(
  app: TestApp,
  by: Asking,
  unitId: string,
  fields: object = {},
): Promise<string> {
  const draft = aDraft(unitId, fields)
  await app.run(by, draftDocument, draft)
  await app.run(by, approveDocument, { documentId: draft.id, stepId: uuidv7() })
  return draft.id
}

/** A paper that somebody has issued on a day. */
export async function anIssued(
  app: TestApp,
  by: Asking,
  unitId: string,
  fields: { on?: string } & Record<string, unknown> = {},
): Promise<{ id: string; symbol: string }> {
  const { on, ...content } = fields
  const documentId = await anApproved(app, by, unitId, content)
  return app.run(by, issueDocument, { documentId, issuedOn: on ?? '2026-06-15' })
}
