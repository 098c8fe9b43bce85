import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { CountReading, PlayQuiz } from '../../shapes.ts'
import { canTakePart } from '../policy.ts'

export interface Answered {
  id: string
  chosenOption: number
  rightOption: number
  explanation: string
  /** Whether this form was counted now; not where it was sent before. */
  counted: boolean
}

/**
 * Answers a quiz, by whoever it is: the server says what is right and counts a turn for the commune that
 * was named. Nothing is kept of who played. The same form again is answered and not counted.
 */
export const playQuiz = defineCommand(
  'outreach.play',
  PlayQuiz,
  async (ctx, input): Promise<Answered[]> => {
    await ctx.authorize(canTakePart)
    const { rows } = await sql<Answered>`
      select id, chosen_option, right_option, explanation, counted
        from outreach.play_quiz(${input.id}::uuid, ${input.postId}::uuid, outreach.commune(${input.commune ?? ''}), ${input.answers}::int[])`.execute(
      ctx.db,
    )
    if (rows.length === 0) throw new RuleBroken('outreach.quiz_closed')
    return rows
  },
  { isUnrecorded: true },
)

/** Counts that a published page was opened, for the commune of the link; nothing about who opened it. */
export const countReading = defineCommand(
  'outreach.count_reading',
  CountReading,
  async (ctx, input) => {
    await ctx.authorize(canTakePart)
    await sql`select outreach.count_reading(${input.postId}::uuid, outreach.commune(${input.commune ?? ''}))`.execute(
      ctx.db,
    )
  },
  { isUnrecorded: true },
)
