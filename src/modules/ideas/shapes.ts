import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { categoryCodes } from './categories.ts'
import { limits } from './limits.ts'
import { criteria, highestScore, states } from './states.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)

const Category = z.enum(categoryCodes, { error: 'ideas_category_missing' })

/** What an idea says, complete. */
export const IdeaFields = z.object({
  title: text(limits.title),
  problem: text(limits.problem),
  solution: text(limits.solution),
  beneficiaries: perhaps(limits.beneficiaries),
  place: perhaps(limits.place),
  category: Category,
  /** One to a line, with card code or phone where they are in the register. */
  coAuthors: perhaps(limits.others),
  /** Whether the gallery may name the author. */
  showsName: ticked,
})
export type IdeaFields = z.output<typeof IdeaFields>

/** A draft needs no more than its title. */
export const SaveDraft = IdeaFields.extend({
  id: z.uuid(),
  version: z.coerce.number().int().optional(),
  problem: z.string().trim().max(limits.problem).normalize('NFC').default(''),
  solution: z.string().trim().max(limits.solution).normalize('NFC').default(''),
  category: Category.or(z.literal('').transform(() => 'other' as const)).default('other'),
})
export const ProposeIdea = IdeaFields.extend({
  id: z.uuid(),
  version: z.coerce.number().int().optional(),
})
export const OneIdea = z.object({ ideaId: z.uuid() })

/** Body of a field record `ideas.propose`; its photos come after it, each under its own id. */
export const ProposeBody = IdeaFields.extend({
  photos: z
    .array(z.object({ id: z.uuid() }))
    .max(limits.files)
    .default([]),
})
export type ProposeBody = z.output<typeof ProposeBody>

const Score = z.coerce.number().int().min(1).max(highestScore)
export const ScreenIdea = z
  .object({
    id: z.uuid(),
    ideaId: z.uuid(),
    /** The state that was seen: what somebody else decided meanwhile is not decided again. */
    state: z.enum(states),
    verdict: z.enum(['pass', 'return', 'decline']),
    reason: perhaps(limits.reason),
    scores: z.object(Object.fromEntries(criteria.map((name) => [name, Score]))).optional(),
  })
  .refine((it) => it.verdict === 'pass' || it.reason !== undefined, {
    path: ['reason'],
    error: 'ideas_reason_missing',
  })

export const PublishIdea = z.object({
  id: z.uuid(),
  ideaId: z.uuid(),
  code: text(40),
  url: z.url({ protocol: /^https?$/, error: 'ideas_url_invalid' }).max(500),
  publishedOn: Day,
})

export const AdvanceIdea = z.object({
  id: z.uuid(),
  ideaId: z.uuid(),
  to: z.enum(['supported', 'doing', 'done']),
  /** Who supports it with what, how the work stands, or what came of it. */
  note: text(limits.reason),
  dueOn: Day.or(z.literal('').transform(() => undefined)).optional(),
})

export const MergeIdeas = z
  .object({ id: z.uuid(), duplicateId: z.uuid(), keptId: z.uuid(), reason: perhaps(limits.reason) })
  .refine((it) => it.duplicateId !== it.keptId, {
    path: ['keptId'],
    error: 'ideas_merge_with_itself',
  })

export const ChooseName = z.object({ ideaId: z.uuid(), showsName: ticked })

export const WriteComment = z.object({
  id: z.uuid(),
  ideaId: z.uuid(),
  body: text(limits.comment),
  showsName: ticked,
})
export const ReportComment = z.object({ commentId: z.uuid(), reason: perhaps(limits.reason) })
export const ModerateComment = z
  .object({
    commentId: z.uuid(),
    decision: z.enum(['show', 'hide']),
    reason: perhaps(limits.reason),
  })
  .refine((it) => it.decision === 'show' || it.reason !== undefined, {
    path: ['reason'],
    error: 'ideas_reason_missing',
  })

export const AttachFile = z.object({
  id: z.uuid(),
  ideaId: z.uuid(),
  name: text(200),
  mediaType: z.string().max(120),
  size: z.int().min(1).max(limits.fileBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  isPhoto: z.boolean(),
})
export const RemoveFile = z.object({ fileId: z.uuid() })

const Phone = z.string().transform((written, issue) => {
  const phone = readPhone(written)
  if (phone) return phone
  issue.addIssue({ code: 'custom', message: 'phone_invalid' })
  return z.NEVER
})
const BirthYear = z
  .union([z.literal('').transform(() => undefined), z.coerce.number().int().min(1930).max(2100)])
  .optional()

/** From the public page, without an account. */
export const ReceiveProposal = IdeaFields.omit({ coAuthors: true }).extend({
  id: z.uuid(),
  unitId: z.uuid({ error: 'required' }),
  name: text(100),
  phone: Phone,
  birthYear: BirthYear,
  consent: z.literal('on', { error: 'ideas_consent_missing' }),
  /** People leave it empty; programs fill it in. */
  website: z.string().max(500).optional(),
})

export const ConfirmProposal = z.object({
  proposalId: z.uuid(),
  /** Somebody of the register, or nobody where they are entered as a youth. */
  personId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  newPersonId: z.uuid(),
  /** The branch that enters them; by default the one that was named. */
  unitId: z
    .uuid()
    .or(z.literal('').transform(() => undefined))
    .optional(),
  /** A day or a year, for somebody who is entered. */
  birth: z.string().trim().max(20).optional(),
})
export const DiscardProposal = z.object({
  proposalId: z.uuid(),
  reason: text(limits.reason),
})
