import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { inOrder, one, several } from '../courses/course.ts'
import { CourseContent, type Question } from '../shapes.ts'

/** Six questions of all kinds, the right options written first. */
export const someQuestions: Question[] = [
  one('q1', 'mot', 'Một?', ['đúng 1', 'sai 1', 'sai 1b', 'sai 1c'], 'bí mật 1'),
  one('q2', 'mot', 'Hai?', ['đúng 2', 'sai 2', 'sai 2b'], ''),
  several('q3', 'mot', 'Ba?', 2, ['đúng 3', 'đúng 3b', 'sai 3', 'sai 3b'], ''),
  inOrder('q4', 'mot', 'Bốn?', ['bước 1', 'bước 2', 'bước 3', 'bước 4'], ''),
  one('q5', 'mot', 'Năm?', ['đúng 5', 'sai 5'], ''),
  one('q6', 'mot', 'Sáu?', ['đúng 6', 'sai 6'], ''),
]

/** Answers to a paper in the places in which it shows its options: all right, or all wrong. */
export function answersTo(
  paper: { questions: { key: string; options: string[] }[] },
  bank: readonly Question[],
  right = true,
): Record<string, number[]> {
  return Object.fromEntries(
    paper.questions.map(({ key, options }) => {
      const question = bank.find((each) => each.key === key)
      if (!question) return [key, []]
      const wanted =
        question.kind === 'order'
          ? question.options
          : question.right.map((at) => question.options[at] ?? '')
      const places = wanted.map((text) => options.indexOf(text))
      if (right) return [key, places]
      if (question.kind === 'order') return [key, [...places].reverse()]
      return [key, [options.findIndex((_, at) => !places.includes(at))]]
    }),
  )
}

/** A course straight in the tables, published unless said otherwise. */
export async function aCourse(
  database: TestDatabase,
  fields: {
    unitId: string
    slug?: string
    state?: 'draft' | 'review' | 'published'
    authorId?: string
    submittedBy?: string
    content?: unknown
    bank?: Question[]
  },
): Promise<{ id: string; versionId: string; slug: string; mediaId: string }> {
  const [id, versionId, mediaId] = [uuidv7(), uuidv7(), uuidv7()]
  const slug = fields.slug ?? `khoa-${id.slice(-12)}`
  const state = fields.state ?? 'published'
  const content = CourseContent.parse({
    lessons: [{ key: 'mot', title: 'Bài một', text: 'Xin **chào**.' }],
    exam: { questions: 5, passPercent: 80, attempts: 3, days: 1 },
    ...(fields.content ?? {}),
  })
  const owner = database.ownerPool
  await owner.query(
    `insert into learning.course (id, unit_id, slug, created_at) values ($1, $2, $3, now())`,
    [id, fields.unitId, slug],
  )
  await owner.query(
    `insert into learning.version (id, course_id, unit_id, number, state, title, content, author_id, submitted_by, published_on, updated_at)
     values ($1, $2, $3, 1, $4, 'Khoá thử', $5, $6, $7, $8, now())`,
    [
      ...[versionId, id, fields.unitId, state, JSON.stringify(content)],
      ...[
        fields.authorId ?? null,
        fields.submittedBy ?? null,
        state === 'published' ? '2026-06-01' : null,
      ],
    ],
  )
  await owner.query(
    `insert into learning.bank (version_id, unit_id, questions) values ($1, $2, $3)`,
    [versionId, fields.unitId, JSON.stringify(fields.bank ?? someQuestions)],
  )
  await owner.query(
    `insert into learning.media (id, version_id, unit_id, name, media_type, size, sha256) values ($1, $2, $3, 'anh.svg', 'image/svg+xml', 10, repeat('0', 64))`,
    [mediaId, versionId, fields.unitId],
  )
  if (state === 'published')
    await owner.query(`update learning.course set current_id = $1 where id = $2`, [versionId, id])
  return { id, versionId, slug, mediaId }
}

/** A certificate straight in the tables, with the attempt that it rests on. */
export async function aCertificate(
  database: TestDatabase,
  fields: {
    personId: string
    unitId: string
    courseId: string
    versionId: string
    issuedOn?: string
    code?: string
    validUntil?: string
  },
): Promise<{ id: string; attemptId: string; code: string }> {
  const [id, attemptId] = [uuidv7(), uuidv7()]
  const code = fields.code ?? id.replaceAll('-', '').slice(-16).toUpperCase()
  await database.ownerPool.query(
    `insert into learning.attempt (id, person_id, unit_id, course_id, version_id, number, answers, marks, score, total, passed, taken_at, received_at)
     values ($1, $2, $3, $4, $5, 1, '{"q1": [0]}', '{"q1": true}', 1, 1, true, now(), now())`,
    [attemptId, fields.personId, fields.unitId, fields.courseId, fields.versionId],
  )
  await database.ownerPool.query(
    `insert into learning.certificate (id, code, person_id, unit_id, course_id, version_id, attempt_id, holder_name, course_title, issued_on, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, 'Giàng Thị Mỷ', 'Khoá thử', $8, $9)`,
    [
      id,
      code,
      fields.personId,
      fields.unitId,
      fields.courseId,
      fields.versionId,
      attemptId,
      fields.issuedOn ?? '2026-06-10',
      fields.validUntil ?? null,
    ],
  )
  return { id, attemptId, code }
}
