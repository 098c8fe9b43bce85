import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'

export interface Elector {
  personId: string
  representedBy: string | null
  onPaper: boolean
}

/** Somebody on a vote's roll. Throws NotFound where they are not. */
export async function electorOf(ctx: Context, voteId: string, personId: string): Promise<Elector> {
  const elector = await ctx.db
    .selectFrom('voting.elector')
    .select(['personId', 'representedBy', 'onPaper'])
    .where('voteId', '=', voteId)
    .where('personId', '=', personId)
    .executeTakeFirst()
  if (!elector) throw new NotFound('voting.not_on_roll')
  return elector
}
