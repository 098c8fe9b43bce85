import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { longestPlace } from '../../index.ts'
import { placeFor } from '../places.ts'
import { canHangAt } from '../policy.ts'

export const HangLink = z.object({
  unitId: z.uuid(),
  /** Where it leads: a path within the site. */
  path: z
    .string()
    .max(300)
    .regex(/^\/[^/\\]/, 'malformed'),
  place: z.string().trim().min(1).max(longestPlace).normalize('NFC'),
})

/** Gives a page a place where it hangs, and answers the place's code; the same place again has the same code. */
export const hangLink = defineCommand('links.hang', HangLink, async (ctx, input) => {
  await ctx.authorize(canHangAt(input.unitId))
  const code = await placeFor(ctx, input)
  ctx.note({ unitId: input.unitId, details: { path: input.path, code } })
  return { code }
})
