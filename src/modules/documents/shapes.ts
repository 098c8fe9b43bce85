import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { authorities, forms, secrecies, urgencies } from './kinds.ts'

const Id = z.uuid()
const line = (most: number) => z.string().trim().max(most).normalize('NFC')
const needed = (most: number) => line(most).min(1)
const long = (most: number) =>
  z
    .string()
    .max(most)
    .normalize('NFC')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
const optionalId = z.preprocess((value) => (value === '' ? undefined : value), Id.optional())
const optionalDay = z.preprocess((value) => (value === '' ? undefined : value), Day.optional())
const Type = z.string().regex(/^[a-z_]{1,40}$/, 'required')

const content = {
  form: z.enum(forms).default('union'),
  type: Type,
  subject: needed(500),
  body: long(200_000).default(''),
  /** One a line: `Như trên`, `Lưu VP`. */
  recipients: long(4_000).default(''),
  secrecy: z.enum(secrecies).default('none'),
  urgency: z.enum(urgencies).default('none'),
  authority: z.enum(authorities).default('own'),
  signerId: optionalId,
  signerName: line(120).default(''),
  signerTitle: line(160).default(''),
}

export const DraftDocument = z.object({
  id: Id,
  unitId: z.uuid({ error: 'required' }),
  ...content,
})
export const ChangeDocument = z.object({ documentId: Id, ...content })
export const OfDocument = z.object({ documentId: Id })
export const SubmitDocument = z.object({
  documentId: Id,
  stepId: Id,
  note: line(2000).optional(),
})
export const CommentDocument = z.object({ documentId: Id, stepId: Id, note: needed(2000) })
export const SendBackDocument = CommentDocument
export const IssueDocument = z.object({ documentId: Id, issuedOn: Day })
export const SendForSignature = z.object({
  documentId: Id,
  requestId: Id,
  issuedOn: Day,
})
export const WithdrawDocument = z.object({ documentId: Id, reason: needed(1000) })

/** Which units: each of a kind below the issuing unit, a set of units, or one by one; and persons. */
export const DistributeDocument = z
  .object({
    documentId: Id,
    below: z.array(z.enum(['communes', 'branches'])).default([]),
    groupingId: optionalId,
    unitIds: z.array(Id).max(500).default([]),
    personIds: z.array(Id).max(200).default([]),
  })
  .refine(
    (to) => to.below.length + to.unitIds.length + to.personIds.length > 0 || to.groupingId,
    'documents_nobody_chosen',
  )

export const AttachFile = z.object({
  id: Id,
  documentId: Id,
  role: z.enum(['attachment', 'scan']).default('attachment'),
  fileName: z.string().trim().max(400),
  bytes: z.instanceof(Uint8Array),
})
export const RemoveFile = z.object({ fileId: Id })

export const RegisterIncoming = z.object({
  id: Id,
  unitId: z.uuid({ error: 'required' }),
  type: Type,
  subject: needed(500),
  sender: needed(200),
  senderSymbol: line(80).default(''),
  sentOn: optionalDay,
  receivedOn: Day,
  dueOn: optionalDay,
  secrecy: z.enum(secrecies).default('none'),
  urgency: z.enum(urgencies).default('none'),
})
export const ChangeIncoming = RegisterIncoming.omit({ id: true, unitId: true }).extend({
  documentId: Id,
})

export const GiveTask = z.object({
  id: Id,
  documentId: Id,
  /** In whose name: the paper's unit, or one that was sent it. */
  unitId: Id,
  title: needed(300),
  ownerId: z.uuid({ error: 'assignments_owner_missing' }),
  dueOn: Day,
})

export const ShareDocument = z.object({ id: Id, documentId: Id, endsOn: Day })
export const ReceiveDocuments = z.object({ deliveryIds: z.array(Id).max(100) })
export const RevokeLink = z.object({ linkId: Id })

export const SetOffice = z.object({
  unitId: Id,
  abbreviation: z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^[^\s/-]{1,20}$/u, 'documents_abbreviation'),
  department: z
    .string()
    .trim()
    .normalize('NFC')
    .regex(/^[^\s/-]{0,20}$/u, 'documents_abbreviation')
    .default(''),
  place: needed(80),
  upperBody: line(120).default(''),
  signerTitle: needed(80),
})
export const SetTerm = z.object({
  id: Id,
  unitId: Id,
  name: needed(40),
  startsOn: Day,
  endsOn: optionalDay,
})
export const BeginSeries = z.object({
  unitId: Id,
  form: z.enum(['union', 'state', 'incoming']),
  type: Type,
  /** The last number that was used on paper. */
  after: z.coerce.number().int().min(0).max(99_999),
})

const experience = {
  title: needed(200),
  problem: long(8_000).pipe(z.string().min(1)),
  done: long(16_000).pipe(z.string().min(1)),
  result: long(8_000).pipe(z.string().min(1)),
  materials: long(8_000).default(''),
  /** Words between commas. */
  tags: z
    .string()
    .max(300)
    .default('')
    .transform((text) => [
      ...new Set(
        text
          .normalize('NFC')
          .split(/[,;#]/)
          .map((tag) => tag.trim().toLocaleLowerCase('vi'))
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.string().max(40)).max(8)),
}
export const ShareExperience = z.object({
  id: Id,
  unitId: z.uuid({ error: 'required' }),
  ...experience,
})
export const ChangeExperience = z.object({ experienceId: Id, ...experience })
export const MarkUseful = z.object({ experienceId: Id, isUseful: z.stringbool() })
export const CopyExperience = z.object({
  id: Id,
  experienceId: Id,
  unitId: z.uuid({ error: 'required' }),
})
