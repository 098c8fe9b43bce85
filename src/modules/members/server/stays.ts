import type { CommandContext } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { canWriteMembersOf } from './policy.ts'

export interface OpenStay {
  id: string
  personId: string
  unitId: string
  kind: string
  validFrom: string
  citizenAppOn: string | null
}

/** The open memberships of people. Throws NotFound where one of them has none, or may not be seen. */
export async function openStays(
  ctx: CommandContext,
  personIds: readonly string[],
): Promise<OpenStay[]> {
  const stays = await ctx.db
    .selectFrom('members.membership')
    .select(['id', 'personId', 'unitId', 'kind', 'validFrom', 'citizenAppOn'])
    .where('personId', 'in', [...new Set(personIds)])
    .where('validTo', 'is', null)
    .execute()
  const found = new Set(stays.map((stay) => stay.personId))
  const missing = personIds.filter((id) => !found.has(id))
  if (missing.length > 0) throw new NotFound('members.not_found', { count: missing.length })
  return stays
}

/** A bulk write needs the right in every unit that it touches. */
export async function authorizeForAll(
  ctx: CommandContext,
  stays: readonly OpenStay[],
): Promise<void> {
  for (const unitId of new Set(stays.map((stay) => stay.unitId)))
    await ctx.authorize(canWriteMembersOf(unitId))
}
