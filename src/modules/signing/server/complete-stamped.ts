import { X509Certificate } from 'node:crypto'
import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { errorForLog } from '#platform/server/observability/error-for-log.ts'
import { completeSignature } from './commands/complete-signature.ts'
import { signatureInDer } from './pdf/cms.ts'
import { requestTimeStamp } from './time-stamp.ts'

/**
 * Completes a signature, with a time stamp where an authority is set (PAdES B-T). The authority is asked
 * before the transaction; where it does not answer, the signature is kept without (B-B), so that no meeting
 * waits for it.
 */
export async function completeStamped(
  app: App,
  asking: Asking,
  input: { attemptId: string; signature: string },
) {
  const timeStamp = await stampFor(app, asking, input)
  return app.run(asking, completeSignature, {
    ...input,
    ...(timeStamp ? { timeStamp: timeStamp.toString('base64') } : {}),
  })
}

async function stampFor(
  app: App,
  asking: Asking,
  { attemptId, signature }: { attemptId: string; signature: string },
) {
  const url = app.config.SIGNING_TSA_URL
  if (!url) return undefined
  const found = await app.read(asking, (ctx) =>
    ctx.db
      .selectFrom('signing.attempt as a')
      .innerJoin('signing.certificate as c', 'c.id', 'a.certificateId')
      .select('c.chain')
      .where('a.id', '=', attemptId)
      .where('a.state', '=', 'open')
      .executeTakeFirst(),
  )
  const [leaf] = (found?.chain ?? []) as unknown as Buffer[]
  if (!leaf) return undefined
  try {
    const der = signatureInDer(new X509Certificate(leaf), Buffer.from(signature, 'base64'))
    return await requestTimeStamp(url, der)
  } catch (error) {
    app.log.warn({ error: errorForLog(error) }, 'no time stamp for a signature')
    return undefined
  }
}
