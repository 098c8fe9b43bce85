import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { issueIfComplete } from './issue.ts'

export interface SitAnswer {
  refused?: string
  /** From which day on it may be tried again, where too many attempts are the reason. */
  on?: string
  known?: boolean
  score: number
  total: number
  passed: boolean
  courseId: string
  unitId: string
  certificateId?: string | null
}

/** Hands answers to the database, which marks them, and asks for the certificate where they pass. */
export async function sitAnswer(
  ctx: Context,
  it: {
    id: string
    versionId: string
    number: number
    answers: Record<string, number[]>
    takenAt: Date
  },
): Promise<SitAnswer> {
  const { rows } = await sql<{ answer: SitAnswer }>`
    select learning.sit_exam(${it.id}::uuid, ${it.versionId}::uuid, ${it.number}::int, ${JSON.stringify(it.answers)}::jsonb,
      ${it.takenAt}::timestamptz, ${ctx.now()}::timestamptz) as answer`.execute(ctx.db)
  const answer = rows[0]?.answer ?? ({ refused: 'learning.not_published' } as SitAnswer)
  if (answer.refused || !answer.passed || !ctx.actor.personId) return answer
  return {
    ...answer,
    certificateId: await issueIfComplete(ctx, ctx.actor.personId, answer.courseId),
  }
}
