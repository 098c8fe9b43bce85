import { X509Certificate } from 'node:crypto'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { CompleteSignature } from '../../shapes.ts'
import { assembleCms, isSignatureOf, signatureInDer } from '../pdf/cms.ts'
import { type ByteRange, embedSignature } from '../pdf/prepare-signature.ts'
import { CmsProblem, readTimeStamp } from '../pdf/read-cms.ts'
import { verifySignatures } from '../pdf/verify-signatures.ts'
import { canSignAs } from '../policy.ts'
import { settleTurn } from '../settle-turn.ts'
import { takeTurn } from '../turn.ts'

/**
 * Completes a begun signature with what the signer's key made: it must be of the prepared bytes, by the
 * certificate with which it was begun. Repeating a completed one gives the same answer.
 */
export const completeSignature = defineCommand(
  'signing.complete',
  CompleteSignature,
  async (ctx, input) => {
    const attempt = await findAttempt(ctx, input.attemptId)
    await ctx.authorize(canSignAs(attempt.personId))
    if (attempt.state === 'done')
      return { requestId: attempt.requestId, isSignedByAll: attempt.requestState === 'signed' }
    if (attempt.state !== 'open' || new Date(attempt.expiresAt) < ctx.now())
      throw new Conflict('signing.attempt_over')
    const turn = await takeTurn(ctx, attempt.requestId)
    if (turn.sha256 !== attempt.baseSha256) throw new Conflict('signing.attempt_over')

    const chain = (attempt.chain as unknown as Buffer[]).map((der) => new X509Certificate(der))
    const [leaf] = chain
    if (!leaf) throw new Error('a kept certificate has a chain')
    const signature = signatureInDer(leaf, Buffer.from(input.signature, 'base64'))
    if (!isSignatureOf(leaf, attempt.toSign, signature))
      throw new RuleBroken('signing.signature_wrong')
    const timeStamp = input.timeStamp ? checkedStamp(input.timeStamp, signature) : undefined
    const prepared = await ctx.files.read(attempt.preparedSha256)
    const cms = assembleCms({
      chain,
      digest: attempt.digest,
      signature,
      ...(timeStamp ? { timeStamp } : {}),
    })
    const signed = embedSignature(prepared, attempt.byteRange as unknown as ByteRange, cms)
    await checkWhole(signed, turn.position)

    const stored = await ctx.files.put(signed)
    await settleTurn(ctx, turn, {
      kind: 'signed',
      attemptId: attempt.id,
      certificateId: attempt.certificateId,
      stored,
    })
    ctx.note({
      unitId: turn.unitId,
      subjectId: turn.requestId,
      details: { title: turn.title, position: turn.position },
    })
    await ctx.emit(turn.isLast ? 'signing.signed' : 'signing.signed_by_one', {
      requestId: turn.requestId,
    })
    return { requestId: turn.requestId, isSignedByAll: turn.isLast }
  },
)

async function findAttempt(ctx: CommandContext, attemptId: string) {
  const found = await ctx.db
    .selectFrom('signing.attempt as a')
    .innerJoin('signing.certificate as c', 'c.id', 'a.certificateId')
    .innerJoin('signing.request as r', 'r.id', 'a.requestId')
    .selectAll('a')
    .select(['c.chain', 'r.state as requestState'])
    .where('a.id', '=', attemptId)
    .executeTakeFirst()
  if (!found) throw new NotFound('signing.attempt_unknown')
  return found
}

function checkedStamp(base64: string, signature: Buffer): Buffer {
  const token = Buffer.from(base64, 'base64')
  try {
    readTimeStamp(token, signature)
  } catch (error) {
    if (error instanceof CmsProblem) throw new RuleBroken('signing.time_stamp_wrong')
    throw error
  }
  return token
}

/** Nothing is kept as signed that our own check would not call so. */
async function checkWhole(signed: Buffer, position: number) {
  const { signatures } = await verifySignatures(signed)
  const own = signatures.find(({ field }) => field === `signature-${position}`)
  if (!own?.isIntact || !own.coversWholeFile) throw new RuleBroken('signing.signature_wrong')
}
