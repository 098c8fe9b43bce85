import { type Kysely, sql, type Transaction } from 'kysely'
import type { IsoDay } from '../days.ts'
import { dayOf } from '../days.ts'
import type { Sentence } from './access/sentence.ts'
import type { Database } from './database/client.ts'
import { inTransaction, type Mode, openSnapshot } from './database/transaction.ts'
import { Forbidden } from './errors.ts'
import type { Sealer } from './sealing.ts'

/**
 * Who asks: a signed-in person, an API token that acts for one, an outsider whose account does one thing of
 * its own (an employer), or the system itself (tasks, CLI). For every wall an outsider is nobody, but for
 * what a module gives to `access.guest_id()` by name.
 */
export interface Actor {
  readonly kind: 'person' | 'token' | 'outsider' | 'system' | 'nobody'
  readonly accountId?: string
  readonly personId?: string
  readonly name?: string
  /** What an API token is limited to; absent for a person. */
  readonly permissions?: readonly string[]
}

export const nobody: Actor = { kind: 'nobody' }
export const system: Actor = { kind: 'system' }

/** One request as the outside sees it, before any transaction. */
export interface Asking {
  readonly actor: Actor
  readonly requestId: string
  readonly locale: 'vi' | 'en'
  readonly now: () => Date
}

/** What a read or a write works with: one transaction bound to the actor by row-level security. */
export interface Context extends Asking {
  readonly db: Transaction<Database>
  readonly today: IsoDay
  /** Seals and opens sensitive personal data. */
  readonly sealer: Sealer
  /** Whether the sentence holds for the actor, by the same functions that the database's wall uses. */
  allows(sentence: Sentence): Promise<boolean>
  /** Throws {@link Forbidden} unless the sentence holds. */
  authorize(sentence: Sentence): Promise<void>
}

/** What binds a transaction to the actor: the row-level policies read these settings. */
function settingsOf({ actor, now }: Asking): Record<string, string> {
  const isOutside = actor.kind === 'outsider'
  return {
    'app.account_id': isOutside ? '' : (actor.accountId ?? ''),
    'app.guest_id': isOutside ? (actor.accountId ?? '') : '',
    'app.person_id': actor.personId ?? '',
    // Nothing means no limit, so a token that was given nothing says so by what is no permission.
    'app.permissions': actor.permissions ? actor.permissions.join(',') || ',' : '',
    'app.today': dayOf(now()),
  }
}

/** Does some work in one transaction that is bound to whoever asks. */
export function withContext<Result>(
  kysely: Kysely<Database>,
  mode: Mode,
  asking: Asking,
  sealer: Sealer,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  return inTransaction(kysely, mode, settingsOf(asking), (db) =>
    work(contextIn(db, asking, sealer)),
  )
}

/** Opens a snapshot bound to whoever asks; the caller ends it. */
export async function openContext(
  kysely: Kysely<Database>,
  asking: Asking,
  sealer: Sealer,
): Promise<{ ctx: Context; end: () => Promise<void> }> {
  const { db, end } = await openSnapshot(kysely, settingsOf(asking))
  return { ctx: contextIn(db, asking, sealer), end }
}

function contextIn(db: Transaction<Database>, asking: Asking, sealer: Sealer): Context {
  const allows = (sentence: Sentence) => holds(db, asking.actor, sentence)
  return {
    ...asking,
    db,
    today: dayOf(asking.now()),
    sealer,
    allows,
    authorize: async (sentence) => {
      if (!(await allows(sentence))) throw new Forbidden()
    },
  }
}

async function holds(
  db: Transaction<Database>,
  actor: Actor,
  sentence: Sentence,
): Promise<boolean> {
  if (actor.kind === 'system' || sentence.kind === 'whoever') return true
  if (actor.kind === 'nobody') return false
  if (sentence.kind === 'outsider') return actor.kind === 'outsider'
  if (sentence.kind === 'either') {
    for (const one of sentence.sentences) if (await holds(db, actor, one)) return true
    return false
  }
  if (actor.kind === 'outsider') return false
  switch (sentence.kind) {
    case 'signed_in':
      return true
    case 'person':
      return actor.kind === 'person' && actor.personId === sentence.personId
    case 'permission': {
      const { rows } = sentence.unitId
        ? await sql<{
            held: boolean
          }>`select access.reaches(${sentence.permission}, ${sentence.unitId}) as held`.execute(db)
        : await sql<{
            held: boolean
          }>`select exists (select from access.granted(${sentence.permission})) as held`.execute(db)
      return rows[0]?.held ?? false
    }
  }
}
