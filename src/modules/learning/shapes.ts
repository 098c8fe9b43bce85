import { z } from 'zod'
import { Day } from '#platform/shapes.ts'
import { limits } from './limits.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const perhaps = (most: number) => z.string().trim().max(most).normalize('NFC').default('')
const Key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'learning_key_invalid')
export const MediaName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,60}\.(svg|jpg|png|webp|mp3|m4a|ogg|mp4|webm)$/,
    'learning_name_invalid',
  )

/** A lesson's text is markup (markup.ts); pictures and sounds stand in it by their names. */
export const Lesson = z.object({
  key: Key,
  title: text(limits.title),
  minutes: z.coerce.number().int().min(1).max(60).default(5),
  text: z
    .string()
    .trim()
    .min(1)
    .max(limits.lessonText)
    .transform((it) => it.replaceAll('\r\n', '\n').normalize('NFC')),
})
export type Lesson = z.output<typeof Lesson>

export const questionKinds = ['single', 'multiple', 'order'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** `right`: the options that are right, from 0; of an order none: its options stand in the right order. */
export const Question = z
  .object({
    key: Key,
    kind: z.enum(questionKinds),
    text: text(limits.questionText),
    lesson: Key.or(z.literal('').transform(() => undefined)).optional(),
    options: z.array(text(limits.option)).min(2, 'learning_too_few_options').max(limits.options),
    right: z
      .array(
        z.coerce
          .number()
          .int()
          .min(0)
          .max(limits.options - 1),
      )
      .default([]),
    why: perhaps(limits.why),
  })
  .superRefine((it, issue) => {
    const fault = (message: string, path = 'right') =>
      issue.addIssue({ code: 'custom', path: [path], message })
    if (new Set(it.options).size < it.options.length) fault('learning_same_option', 'options')
    if (it.kind === 'order') return
    if (it.right.some((place) => place >= it.options.length)) fault('learning_right_missing')
    if (new Set(it.right).size < it.right.length) fault('learning_right_missing')
    if (it.kind === 'single' ? it.right.length !== 1 : it.right.length < 1)
      fault('learning_right_missing')
  })
export type Question = z.output<typeof Question>

export const ExamRule = z.object({
  /** How many questions are drawn from the bank. */
  questions: z.coerce.number().int().min(1).max(50).default(10),
  passPercent: z.coerce.number().int().min(1).max(100).default(80),
  /** So many attempts within so many days. */
  attempts: z.coerce.number().int().min(1).max(20).default(3),
  days: z.coerce.number().int().min(1).max(365).default(1),
})
export const Task = z.object({
  text: text(limits.taskText),
  needsPhoto: z.boolean().default(false),
})
export const CertificateRule = z.object({
  validMonths: z.coerce.number().int().min(1).max(120).nullable().default(null),
})

const uniqueKeys = (list: readonly { key: string }[]) =>
  new Set(list.map(({ key }) => key)).size === list.length

/** What everybody may read of a version. */
export const CourseContent = z.object({
  lessons: z.array(Lesson).max(limits.lessons).refine(uniqueKeys, 'learning_key_twice').default([]),
  /** For practice: with what is right and why, also without a network. */
  practice: z
    .array(Question)
    .max(limits.questions)
    .refine(uniqueKeys, 'learning_key_twice')
    .default([]),
  exam: ExamRule.prefault({}),
  task: Task.nullable().default(null),
  certificate: CertificateRule.prefault({}),
  sources: z.array(text(limits.source)).max(limits.sources).default([]),
})
export type CourseContent = z.output<typeof CourseContent>

/** A whole course, as its file holds it: with the questions of the exam. */
export const CourseFile = z.object({
  format: z.literal('xungkich-course-1'),
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'learning_slug_invalid'),
  title: text(limits.title),
  summary: perhaps(limits.summary),
  language: z.enum(['vi', 'en']).default('vi'),
  content: CourseContent,
  bank: z
    .array(Question)
    .max(limits.questions)
    .refine(uniqueKeys, 'learning_key_twice')
    .default([]),
})
export type CourseFile = z.output<typeof CourseFile>

const Language = z.enum(['vi', 'en'])
const Slug = CourseFile.shape.slug
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
const lines = (most: number, each: number) =>
  z
    .string()
    .transform((it) =>
      it
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(each).normalize('NFC')).max(most))

export const BeginCourse = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  unitId: z.uuid({ error: 'required' }),
  slug: Slug,
  title: text(limits.title),
  summary: perhaps(limits.summary),
})
export const BeginVersion = z.object({ id: z.uuid(), courseId: z.uuid() })

const Months = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(1).max(120)])
  .nullable()
  .default(null)

/** One change of a draft; `revision` is the one that was seen. */
export const EditDraft = z.object({
  versionId: z.uuid(),
  revision: z.coerce.number().int(),
  change: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('about'),
      title: text(limits.title),
      summary: perhaps(limits.summary),
      language: Language.default('vi'),
      sources: lines(limits.sources, limits.source).default([]),
      questions: ExamRule.shape.questions,
      passPercent: ExamRule.shape.passPercent,
      attempts: ExamRule.shape.attempts,
      days: ExamRule.shape.days,
      validMonths: Months,
      task: perhaps(limits.taskText),
      needsPhoto: ticked,
    }),
    z.object({ kind: z.literal('lesson'), lesson: Lesson, before: Key.optional() }),
    z.object({
      kind: z.literal('question'),
      use: z.enum(['practice', 'exam']),
      question: Question,
    }),
    z.object({ kind: z.literal('remove'), what: z.enum(['lesson', 'question']), key: Key }),
  ]),
})
export type DraftChange = z.output<typeof EditDraft>['change']

export const AddMedia = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  name: MediaName,
  mediaType: z.string().max(60),
  size: z.int().min(1).max(limits.videoBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export const RemoveMedia = z.object({ mediaId: z.uuid() })
export const OneVersion = z.object({ versionId: z.uuid() })
export const ReviewVersion = z
  .object({
    versionId: z.uuid(),
    verdict: z.enum(['publish', 'return']),
    note: perhaps(limits.reason),
  })
  .refine((it) => it.verdict === 'publish' || it.note !== '', {
    path: ['note'],
    error: 'learning_reason_missing',
  })
export const WithdrawCourse = z.object({ courseId: z.uuid(), reason: text(limits.reason) })

/** A whole course from a file, with the media that were checked and kept before. */
export const ImportCourse = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  unitId: z.uuid({ error: 'required' }),
  course: CourseFile,
  media: z.array(AddMedia.omit({ versionId: true })).max(limits.media),
})

export const FinishLesson = z.object({ courseId: z.uuid(), lesson: Key })
const Answers = z.record(
  Key,
  z.array(z.coerce.number().int().min(0).max(limits.options)).max(limits.options),
)
export const SitExam = z.object({
  id: z.uuid(),
  versionId: z.uuid(),
  number: z.coerce.number().int().min(1).max(1000),
  answers: Answers,
})
/** Bodies of field records. */
export const LessonBody = z.object({ courseId: z.uuid(), lesson: Key })
export const ExamBody = SitExam.omit({ id: true })

export const HandInTask = z.object({
  id: z.uuid(),
  courseId: z.uuid(),
  body: text(limits.answer),
  photos: z
    .array(
      z.object({ id: z.uuid(), size: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    )
    .max(limits.photos)
    .default([]),
})
export const CheckTask = z
  .object({
    submissionId: z.uuid(),
    verdict: z.enum(['accepted', 'returned']),
    reason: perhaps(limits.reason),
  })
  .refine((it) => it.verdict === 'accepted' || it.reason !== '', {
    path: ['reason'],
    error: 'learning_reason_missing',
  })
export const RevokeCertificate = z.object({ certificateId: z.uuid(), reason: text(limits.reason) })

export const audiences = ['members', 'officers', 'digital_team'] as const
export type Audience = (typeof audiences)[number]
export const OpenPath = z.object({
  id: z.uuid(),
  unitId: z.uuid({ error: 'required' }),
  title: text(limits.title),
  lead: perhaps(limits.summary),
  audience: z.enum(audiences, { error: 'required' }),
  dueOn: Day,
  courseIds: z
    .union([z.uuid().transform((one) => [one]), z.array(z.uuid())])
    .pipe(z.array(z.uuid()).min(1).max(limits.pathCourses)),
})
export const ClosePath = z.object({ pathId: z.uuid() })
export const RemindPath = z.object({ id: z.uuid(), pathId: z.uuid(), unitId: z.uuid() })
