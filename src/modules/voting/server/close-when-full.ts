import { sql } from 'kysely'
import type { App } from '#platform/server/app.ts'
import { nobody } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { closeVote } from './commands/close-vote.ts'

/**
 * Closes a vote whose last ballot has just come in, on the word of whoever opened the box and said that
 * it should close itself. Looks after the ballot's commit, so that of two last ballots one sees both.
 */
export async function closeWhenFull(app: App, voteId: string): Promise<void> {
  const asking = { actor: nobody, requestId: uuidv7(), locale: 'vi' as const, now: app.now }
  const { rows } = await app.read(asking, (ctx) =>
    sql<{ personId: string | null; accountId: string | null }>`
      select person_id, account_id from voting.full_for(${voteId}::uuid)`.execute(ctx.db),
  )
  const [chair] = rows
  if (!chair?.personId || !chair.accountId) return
  const actor = { kind: 'person', personId: chair.personId, accountId: chair.accountId } as const
  try {
    await app.run({ ...asking, actor }, closeVote, { voteId })
  } catch (error) {
    // Closed by hand in the same moment, or the chair's office ended: it stays with whoever runs it.
    if (!(error instanceof DomainError)) throw error
    app.log.warn({ code: error.code }, 'vote did not close itself')
  }
}
