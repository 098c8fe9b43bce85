import type { CommandContext } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import type { Place } from './pdf/prepare-signature.ts'
import { canSignAs } from './policy.ts'

export interface Turn {
  requestId: string
  unitId: string
  title: string
  sha256: string
  position: number
  personId: string
  name: string
  role: string
  place: Place
  isLast: boolean
}

/**
 * The actor's own turn at a paper, locked until the end of the transaction. Refused where they are no
 * signer, have answered already, or somebody before them has not signed yet.
 */
export async function takeTurn(ctx: CommandContext, requestId: string): Promise<Turn> {
  const request = await ctx.db
    .selectFrom('signing.request')
    .select(['id', 'unitId', 'title', 'sha256', 'state'])
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst()
    .then(async (found) => found ?? (await readOnly(ctx, requestId)))
  const signers = await ctx.db
    .selectFrom('signing.signer')
    .select(['position', 'personId', 'name', 'role', 'place', 'state'])
    .where('requestId', '=', requestId)
    .orderBy('position')
    .execute()
  const own = signers.find(({ personId }) => personId === ctx.actor.personId)
  const next = signers.find(({ state }) => state === 'waiting')
  await ctx.authorize(canSignAs((own ?? next ?? signers[0])?.personId ?? ''))
  if (!own) throw new NotFound()
  if (request.state !== 'open') throw new Conflict(`signing.request_${request.state}`)
  if (own.state !== 'waiting') throw new Conflict('signing.signed_already')
  if (next && next.position < own.position)
    throw new RuleBroken('signing.not_your_turn', { name: next.name })
  return {
    requestId,
    unitId: request.unitId,
    title: request.title,
    sha256: request.sha256,
    position: own.position,
    personId: own.personId,
    name: own.name,
    role: own.role,
    place: own.place as unknown as Place,
    isLast: signers.at(-1)?.position === own.position,
  }
}

/** A row that may be read but not changed cannot be locked either: PostgreSQL leaves it out. */
async function readOnly(ctx: CommandContext, requestId: string) {
  const found = await ctx.db
    .selectFrom('signing.request')
    .select(['id', 'unitId', 'title', 'sha256', 'state'])
    .where('id', '=', requestId)
    .executeTakeFirst()
  if (!found) throw new NotFound('signing.not_found')
  return found
}
