import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { isLanguage } from './languages.ts'
import { limits } from './limits.ts'
import { channels, kinds } from './states.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
const nothing = z.literal('').transform(() => undefined)
const Language = z.string().refine(isLanguage, { error: 'outreach_language_unknown' })

export const PostText = z.object({
  language: Language,
  title: text(limits.title),
  summary: text(limits.summary),
  body: text(limits.body),
  spoken: perhaps(limits.spoken),
})

export const SavePost = z
  .object({
    id: z.uuid(),
    version: z.coerce.number().int().optional(),
    unitId: z.uuid({ error: 'required' }),
    kind: z.enum(kinds).default('news'),
    campaignId: z.uuid().or(nothing).optional(),
    texts: z.array(PostText).min(1).max(limits.languages),
    everybody: z.boolean().default(false),
    audience: z.array(z.uuid()).max(limits.audience).default([]),
    channels: z.array(z.enum(channels)).max(channels.length).default([]),
    sourceName: perhaps(300),
    sourceUrl: z
      .url({ protocol: /^https?$/, error: 'outreach_source_url_invalid' })
      .max(500)
      .or(nothing)
      .optional(),
    sourceOn: Day.or(nothing).optional(),
    sourceText: perhaps(limits.source),
  })
  .refine((it) => new Set(it.texts.map(({ language }) => language)).size === it.texts.length, {
    path: ['texts'],
    error: 'outreach_language_twice',
  })
  .refine((it) => it.kind !== 'policy' || it.sourceName, {
    path: ['sourceName'],
    error: 'required',
  })
  .refine((it) => it.kind !== 'policy' || it.sourceUrl, { path: ['sourceUrl'], error: 'required' })
  .refine((it) => it.kind !== 'policy' || it.sourceText, {
    path: ['sourceText'],
    error: 'required',
  })
export type SavePost = z.output<typeof SavePost>

const OfPost = z.object({ postId: z.uuid() })
export const SubmitPost = OfPost.extend({ version: z.coerce.number().int() })

/** A day and a time of the clock in Vietnam, as a form sends it. */
const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: 'outreach_moment_invalid' })
  .transform((it) => new Date(`${it}:00+07:00`))
  .refine((it) => !Number.isNaN(it.getTime()), { error: 'outreach_moment_invalid' })

export const DecidePost = OfPost.extend({
  /** The version that was read: what changed meanwhile is not approved. */
  version: z.coerce.number().int(),
  verdict: z.enum(['approve', 'return']),
  /** When it is published; at once where nothing is said. */
  publishAt: Moment.or(nothing).optional(),
  reason: perhaps(limits.reason),
}).refine((it) => it.verdict === 'approve' || it.reason !== undefined, {
  path: ['reason'],
  error: 'outreach_reason_missing',
})
export const TakeBackPost = OfPost
export const WithdrawPost = OfPost.extend({ reason: text(limits.reason) })
export const RetryDelivery = z.object({
  deliveryId: z.uuid(),
  /** Also what may have arrived; somebody who knows better says so. */
  alsoUnknown: z
    .union([z.boolean(), z.enum(['on', ''])])
    .transform((it) => it === true || it === 'on')
    .default(false),
})

export const AttachFile = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  kind: z.enum(['picture', 'audio']),
  language: Language.optional(),
  description: perhaps(300),
  name: text(200),
  mediaType: z.string().max(120),
  size: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export const RemoveFile = z.object({ fileId: z.uuid() })

export const SaveQuiz = z.object({
  postId: z.uuid(),
  closesOn: Day.or(nothing).optional(),
  questions: z
    .array(
      z
        .object({
          text: text(300),
          options: z.array(text(200)).min(2).max(6),
          right: z.coerce.number().int().min(1).max(6),
          explanation: text(500),
        })
        .refine((it) => it.right <= it.options.length, {
          path: ['right'],
          error: 'outreach_quiz_right_missing',
        }),
    )
    .max(limits.questions),
})
export type SaveQuiz = z.output<typeof SaveQuiz>

export const SaveCampaign = z
  .object({
    id: z.uuid(),
    unitId: z.uuid({ error: 'required' }),
    name: text(limits.title),
    goal: text(limits.reason),
    startsOn: Day,
    endsOn: Day,
  })
  .refine((it) => it.endsOn >= it.startsOn, {
    path: ['endsOn'],
    error: 'outreach_ends_before_start',
  })

const Commune = z.uuid().or(nothing).optional()

export const SubscribeByMail = z.object({
  id: z.uuid(),
  address: z.email({ error: 'outreach_mail_invalid' }).max(200),
  unitId: Commune,
  language: Language.default('vi'),
  consent: z.literal('on', { error: 'outreach_consent_missing' }),
  /** People leave it empty; programs fill it in. */
  website: z.string().max(500).optional(),
})
export const SubscribeByPush = z.object({
  id: z.uuid(),
  unitId: Commune,
  language: Language.default('vi'),
  consent: z.literal(true),
  subscription: z.object({
    endpoint: z.url().max(1000),
    keys: z.object({
      p256dh: z.string().regex(/^[\w-]{80,100}=?$/),
      auth: z.string().regex(/^[\w-]{20,30}={0,2}$/),
    }),
  }),
})
export const EndPush = z.object({ endpoint: z.url().max(1000) })
export const WithToken = z.object({ token: z.string().max(200) })

export const PlayQuiz = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  commune: z.string().max(40).optional(),
  answers: z.array(z.coerce.number().int().min(1).max(6)).min(1).max(limits.questions),
})
export const CountReading = z.object({ postId: z.uuid(), commune: z.string().max(40).optional() })
