import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { recordDigitalSignature } from '#modules/members/server/index.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { BeginSignature } from '../../shapes.ts'
import { acceptCertificate, actorAsPerson, keepCertificate } from '../accept-certificate.ts'
import { signedAttributes } from '../pdf/cms.ts'
import { drawSignature } from '../pdf/draw-signature.ts'
import { prepareSignature } from '../pdf/prepare-signature.ts'
import { canKeepCertificates } from '../policy.ts'
import { type Turn, takeTurn } from '../turn.ts'

/** Minutes within which a begun signature must be completed: an approval on a phone may take a while. */
const minutes = 30

/** What a signer's key has to sign, and for how long. */
export interface BegunSignature {
  attemptId: string
  provider: 'p12' | 'smartca' | 'csc'
  /** CMS signed attributes in DER, base64; the key signs them with SHA-256. */
  toSign: string
  /** SHA-256 of the same, hexadecimal, for keys that sign hashes. */
  hash: string
  expiresAt: string
}

/**
 * Begins the actor's signature: prepares the PDF with their field and answers what their key must sign. A
 * begun one of their own that waits for nothing is replaced; one that waits for an approval on a phone must
 * be cancelled first. Repeating it with the same id gives the same answer.
 */
export const beginSignature = defineCommand(
  'signing.begin',
  BeginSignature,
  async (ctx, input): Promise<BegunSignature> => {
    const turn = await takeTurn(ctx, input.requestId)
    const known = await ctx.db
      .selectFrom('signing.attempt')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (known && known.state === 'open') return answer(known)
    if (known) throw new Conflict('signing.attempt_over')
    const certificate = await certificateFor(ctx, turn, input)
    await endOthers(ctx, turn)

    const at = ctx.now()
    const original = await ctx.files.read(turn.sha256)
    const picture = await drawSignature({ ...turn, issuer: certificate.accepted.facts.issuer, at })
    const prepared = await prepareSignature(original, {
      name: `signature-${turn.position}`,
      place: turn.place,
      picture,
      signerName: turn.name,
      reason: turn.role,
      at,
    })
    const [leaf] = certificate.accepted.chain
    if (!leaf) throw new Error('an accepted certificate has a chain')
    const attempt = await ctx.db
      .insertInto('signing.attempt')
      .values({
        id: input.id,
        requestId: turn.requestId,
        position: turn.position,
        personId: turn.personId,
        certificateId: certificate.id,
        provider: certificate.provider,
        baseSha256: turn.sha256,
        preparedSha256: (await ctx.files.put(prepared.bytes)).sha256,
        byteRange: [...prepared.range],
        digest: prepared.digest,
        toSign: signedAttributes(prepared.digest, leaf),
        begunAt: at.toISOString(),
        expiresAt: new Date(at.getTime() + minutes * 60_000).toISOString(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    ctx.note({
      unitId: turn.unitId,
      subjectId: turn.requestId,
      details: { title: turn.title, provider: certificate.provider },
    })
    if (certificate.provider !== 'p12')
      await ctx.enqueue('signing.ask_provider', { attemptId: input.id })
    return answer(attempt)
  },
)

const answer = (attempt: {
  id: string
  provider: string
  toSign: Buffer
  expiresAt: string | Date
}): BegunSignature => ({
  attemptId: attempt.id,
  provider: attempt.provider as BegunSignature['provider'],
  toSign: attempt.toSign.toString('base64'),
  hash: createHash('sha256').update(attempt.toSign).digest('hex'),
  expiresAt: new Date(attempt.expiresAt).toISOString(),
})

async function certificateFor(
  ctx: CommandContext,
  turn: Turn,
  input: z.output<typeof BeginSignature>,
) {
  await ctx.authorize(canKeepCertificates)
  const person = await actorAsPerson(ctx)
  if (input.chain) {
    const chain = input.chain.map((one) => Buffer.from(one, 'base64'))
    const accepted = acceptCertificate(ctx, chain, turn.name)
    const id = await keepCertificate(ctx, person.id, accepted, { id: uuidv7(), provider: 'p12' })
    await recordDigitalSignature(ctx, person.id, true)
    return { id, provider: 'p12' as const, accepted }
  }
  const found = await ctx.db
    .selectFrom('signing.certificate')
    .select(['id', 'provider', 'chain'])
    .where('id', '=', input.certificateId ?? null)
    .where('personId', '=', person.id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!found) throw new NotFound('signing.certificate_unknown')
  const chain = found.chain as unknown as Buffer[]
  return {
    id: found.id,
    provider: found.provider as 'p12' | 'smartca' | 'csc',
    accepted: acceptCertificate(ctx, chain, turn.name),
  }
}

async function endOthers(ctx: CommandContext, turn: Turn) {
  const open = await ctx.db
    .selectFrom('signing.attempt')
    .select(['id', 'provider', 'expiresAt'])
    .where('requestId', '=', turn.requestId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (!open) return
  if (open.provider !== 'p12' && new Date(open.expiresAt) > ctx.now())
    throw new Conflict('signing.waits_for_phone')
  await ctx.db
    .updateTable('signing.attempt')
    .set({ state: 'over', endedAt: ctx.now().toISOString() })
    .where('id', '=', open.id)
    .execute()
}
