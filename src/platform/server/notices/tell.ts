import { uuidv7 } from '../../uuid.ts'
import type { CommandContext } from '../command.ts'

export interface Telling {
  personIds: readonly string[]
  /** `ideas.screened`: the message `notice_ideas_screened` says it, in the language of who reads it. */
  kind: `${string}.${string}`
  /** What stands in that message. Names and days, never what the reader may not see where it leads. */
  params?: Record<string, string | number>
  /** Where it leads: an address within the product. */
  href: `/${string}`
}

/**
 * Tells people something, once each and in the transaction of what happened; who did it is not told of
 * their own deed. It waits under the bell (`/notices`) until they open it.
 */
export async function tell(ctx: CommandContext, telling: Telling): Promise<void> {
  const self = ctx.actor.personId ?? null
  const people = [...new Set(telling.personIds)].filter((id) => id !== self)
  if (people.length === 0) return
  const told = {
    kind: telling.kind,
    params: JSON.stringify(telling.params ?? {}),
    href: telling.href,
    toldBy: self,
    toldAt: ctx.now(),
  }
  await ctx.db
    .insertInto('notices.notice')
    .values(people.map((personId) => ({ id: uuidv7(ctx.now().getTime()), personId, ...told })))
    .execute()
}
