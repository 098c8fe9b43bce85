import { type RawBuilder, sql } from 'kysely'
import { versionOn } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { Authority, DocumentState, Form, Secrecy, StepKind, Urgency } from '../../kinds.ts'
import { canRead } from '../policy.ts'

export interface DocumentRow {
  id: string
  unitId: string
  unitName: string
  direction: 'out' | 'in'
  type: string
  typeName: string
  subject: string
  symbol: string | null
  state: DocumentState
  secrecy: Secrecy
  urgency: Urgency
  /** The day it was issued or came in. */
  filedOn: IsoDay | null
  dueOn: IsoDay | null
  changedAt: Date
  sender: string | null
  senderSymbol: string | null
  /** To whom it was sent and how many of them have read it. */
  sent: number
  read: number
}

export const rowColumns = sql`
  d.id, d.unit_id, v.name as unit_name, d.direction, d.type, t.name as type_name, d.subject, d.symbol, d.state,
  d.secrecy, d.urgency, d.filed_on, d.due_on, d.changed_at, d.sender, d.sender_symbol`
export const rowJoins = sql`
  left join lateral ${versionOn(sql`d.unit_id`, sql`coalesce(d.filed_on, d.created_at::date)`)} on true
  left join lateral (select name from documents.type t where t.code = d.type order by valid_from desc limit 1) t on true`
const counted = sql`
  left join lateral (select count(*)::int as sent, count(v.read_at)::int as read
                       from documents.delivery v where v.document_id = d.id) c on true`

export type Book = 'drafts' | 'outgoing' | 'book'
const pageSize = 30

const books: Record<Book, RawBuilder<unknown>> = {
  drafts: sql`d.direction = 'out' and d.state in ('draft', 'review', 'approved', 'signing')`,
  outgoing: sql`d.direction = 'out' and d.state in ('issued', 'archived', 'withdrawn')`,
  book: sql`d.direction = 'in'`,
}

/**
 * A book of one unit: what is being drafted, what went out, what came in from outside; a page of 30, the
 * latest first. One statement.
 */
export async function listDocuments(
  ctx: Context,
  query: { book: Book; unitId: string; state?: DocumentState | undefined; offset?: number },
): Promise<{ rows: DocumentRow[]; next: number | null }> {
  await ctx.authorize(canRead)
  const offset = query.offset ?? 0
  const order =
    query.book === 'drafts'
      ? sql`d.changed_at desc, d.id desc`
      : sql`d.filed_on desc, d.number desc, d.id desc`
  const { rows } = await sql<DocumentRow>`
    select p.*, c.sent, c.read from (
      select ${rowColumns}, d.number, d.created_at from documents.document d ${rowJoins}
       where d.unit_id = ${query.unitId} and ${books[query.book]}
         and (${query.state ?? null}::text is null or d.state = ${query.state ?? null})
       order by ${order} limit ${pageSize + 1} offset ${offset}) p
    left join lateral (select count(*)::int as sent, count(v.read_at)::int as read
                         from documents.delivery v where v.document_id = p.id) c on true`.execute(
    ctx.db,
  )
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? offset + pageSize : null }
}

export interface InboxRow extends DocumentRow {
  deliveryId: string
  sentAt: Date
  receivedAt: Date | null
  readAt: Date | null
}

/**
 * What other units sent to a unit, or to the actor where no unit is named; a page of 30, the latest first.
 * One statement.
 */
export async function listInbox(
  ctx: Context,
  query: { unitId?: string | undefined; offset?: number },
): Promise<{ rows: InboxRow[]; next: number | null }> {
  await ctx.authorize(canRead)
  const offset = query.offset ?? 0
  const whose = query.unitId
    ? sql`s.unit_id = ${query.unitId}`
    : sql`s.person_id = ${ctx.actor.personId ?? null}`
  const { rows } = await sql<InboxRow>`
    select ${rowColumns}, 0 as sent, 0 as read, s.id as delivery_id, s.sent_at, s.received_at, s.read_at
      from (select * from documents.delivery s where ${whose} order by s.sent_at desc, s.id desc
             limit ${pageSize + 1} offset ${offset}) s
      join documents.document d on d.id = s.document_id ${rowJoins}
     order by s.sent_at desc, s.id desc`.execute(ctx.db)
  return { rows: rows.slice(0, pageSize), next: rows.length > pageSize ? offset + pageSize : null }
}

/** How many drafts wait at a unit, and how many papers sent to it or to the actor nobody has read; one statement. */
export async function countBooks(
  ctx: Context,
  unitId: string | undefined,
): Promise<{ drafts: number; unread: number; mine: number }> {
  const { rows } = await sql<{ drafts: number; unread: number; mine: number }>`
    select (select count(*)::int from documents.document d where d.unit_id = ${unitId ?? null}::uuid and ${books.drafts}) as drafts,
           (select count(*)::int from documents.delivery s where s.unit_id = ${unitId ?? null}::uuid and s.read_at is null) as unread,
           (select count(*)::int from documents.delivery s where s.person_id = ${ctx.actor.personId ?? null}::uuid and s.read_at is null) as mine
    `.execute(ctx.db)
  return rows[0] ?? { drafts: 0, unread: 0, mine: 0 }
}

export interface Paper extends DocumentRow {
  form: Form
  body: string
  recipients: string
  authority: Authority
  signerId: string | null
  signerName: string
  signerTitle: string
  number: number | null
  issuedOn: IsoDay | null
  pdfSha256: string | null
  docxSha256: string | null
  signatureRequestId: string | null
  withdrawnReason: string | null
  sentOn: IsoDay | null
  receivedOn: IsoDay | null
  originId: string | null
  remindedAt: Date | null
  createdBy: string | null
  createdAt: Date
}

/** A paper. Throws NotFound, also where the actor may not see it. */
export async function getDocument(ctx: Context, documentId: string): Promise<Paper> {
  const { rows } = await sql<Paper>`
    select ${rowColumns}, d.form, d.body, d.recipients, d.authority, d.signer_id, d.signer_name, d.signer_title,
           d.number, d.issued_on, d.pdf_sha256, d.docx_sha256, d.signature_request_id, d.withdrawn_reason,
           d.sent_on, d.received_on, d.origin_id, d.reminded_at, d.created_by, d.created_at, c.sent, c.read
      from documents.document d ${rowJoins} ${counted}
     where d.id = ${documentId}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('documents.not_found')
  return rows[0]
}

/** What those of some papers are about that the actor may read, by their ids. */
export async function listDocumentTitles(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('documents.document')
    .select(['id', 'symbol', 'subject'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map(({ id, symbol, subject }) => [id, [symbol, subject].filter(Boolean).join(' – ')]),
  )
}

export interface Step {
  id: string
  kind: StepKind
  note: string | null
  byName: string | null
  at: Date
}

/** What became of a paper, the latest first; nothing for those who were only sent it. */
export const listSteps = (ctx: Context, documentId: string): Promise<Step[]> =>
  ctx.db
    .selectFrom('documents.step')
    .select(['id', 'kind', 'note', 'byName', 'at'])
    .where('documentId', '=', documentId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute() as Promise<Step[]>

export interface DocumentFile {
  id: string
  role: 'attachment' | 'scan'
  name: string
  kind: string
  mediaType: string
  sha256: string
  size: number
  textState: 'waiting' | 'found' | 'none' | 'failed'
}

/** The files that go along with a paper. */
export const listFiles = (ctx: Context, documentId: string): Promise<DocumentFile[]> =>
  ctx.db
    .selectFrom('documents.file')
    .select(['id', 'role', 'name', 'kind', 'mediaType', 'sha256', 'size', 'textState'])
    .where('documentId', '=', documentId)
    .orderBy('id')
    .execute() as Promise<DocumentFile[]>

/** A file of a paper that the actor may read, with the paper's secrecy. Throws NotFound. */
export async function getFile(ctx: Context, documentId: string, fileId: string) {
  const file = await ctx.db
    .selectFrom('documents.file as f')
    .innerJoin('documents.document as d', 'd.id', 'f.documentId')
    .select(['f.id', 'f.name', 'f.kind', 'f.mediaType', 'f.sha256', 'f.size', 'd.secrecy'])
    .where('f.id', '=', fileId)
    .where('f.documentId', '=', documentId)
    .executeTakeFirst()
  if (!file) throw new NotFound('documents.file_not_found')
  return file
}
