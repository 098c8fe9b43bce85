import { sql } from 'kysely'
import type { CommandContext } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { canKeepStalls } from './policy.ts'

/** What commands need to know of a stall that is the actor's. */
export interface StallHeld {
  id: string
  unitId: string
  ventureId: string | null
  name: string
  accountKey: Buffer | null
  accountSealed: Buffer | null
  isOpen: boolean
  version: number
}

/** A stall of the actor's, held fast. Throws NotFound where it is none of theirs. */
export async function holdStall(ctx: CommandContext, stallId: string): Promise<StallHeld> {
  await ctx.authorize(canKeepStalls)
  const { rows } = await sql<StallHeld>`
    select id, unit_id, venture_id, name, account_key, account_sealed, is_open, version
      from market.stall where id = ${stallId}::uuid for update`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('market.stall_not_found')
  ctx.note({ unitId: rows[0].unitId, subjectId: stallId })
  return rows[0]
}

/** Whether the actor keeps any stall at all, and which. */
export async function stallIdsOf(ctx: Pick<CommandContext, 'db'>): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select my_stalls as id from market.my_stalls()`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
