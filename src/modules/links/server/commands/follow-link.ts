import { sql } from 'kysely'
import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { codePattern } from '../code.ts'
import { canFollow } from '../policy.ts'

export const FollowLink = z.object({
  code: z.string().trim().toUpperCase(),
  /** Whether it is a scan by a person. */
  counts: z.boolean(),
})

/** Where a code leads, counted for its place and day. Leaves no row of who or when: not even in the audit. */
export const followLink = defineCommand(
  'links.follow',
  FollowLink,
  async (ctx, input) => {
    await ctx.authorize(canFollow)
    if (!codePattern.test(input.code)) throw new NotFound()
    const { rows } = await sql<{
      path: string | null
    }>`select links.follow(${input.code}, ${input.counts}) as path`.execute(ctx.db)
    const path = rows[0]?.path
    if (!path) throw new NotFound()
    return { path }
  },
  { isUnrecorded: true },
)
