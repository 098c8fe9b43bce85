import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { DomainError } from '#platform/server/errors.ts'
import { defineTask } from '#platform/server/tasks/queue.ts'
import { noteAsked, noteFailed } from '../commands/remote.ts'
import { completeStamped } from '../complete-stamped.ts'
import { remoteSigner } from '../remote/providers.ts'
import { ProviderFailed, type RemoteAnswer } from '../remote/remote-signer.ts'

const Payload = z.object({ attemptId: z.uuid(), tries: z.number().int().default(0) })

/** How often a service that fails is tried again before the person is told. */
const mostFailures = 4

/** Seconds until the next look: soon at first, since most people have their phone in the hand. */
export const pause = (tries: number): number => Math.min(15, Math.round(2 * 1.3 ** tries))

/** Asks a service for a signature that was begun, after its transaction. */
export const askProvider = defineTask({
  name: 'signing.ask_provider',
  shape: Payload,
  minutes: 2,
  run: (app, asking, { attemptId, tries }) =>
    step(app, asking, attemptId, tries, 'signing.ask_provider', async (attempt) => {
      const secrets = attempt.sealed as { pin?: string; otp?: string; transaction?: string }
      if (secrets.transaction) return { kind: 'pending', transaction: secrets.transaction }
      return remoteSigner(app.config, attempt.provider).start({
        id: attemptId,
        user: attempt.user,
        key: attempt.key,
        serial: attempt.serial,
        hash: createHash('sha256').update(attempt.toSign).digest(),
        title: attempt.title,
        ...(secrets.pin ? { pin: secrets.pin } : {}),
        ...(secrets.otp ? { otp: secrets.otp } : {}),
      })
    }),
})

/** Looks whether the person has approved. */
export const pollProvider = defineTask({
  name: 'signing.poll_provider',
  shape: Payload,
  minutes: 2,
  run: (app, asking, { attemptId, tries }) =>
    step(app, asking, attemptId, tries, 'signing.poll_provider', async (attempt) => {
      const { transaction = '' } = attempt.sealed as { transaction?: string }
      return remoteSigner(app.config, attempt.provider).poll(transaction)
    }),
})

type Attempt = NonNullable<Awaited<ReturnType<typeof findAttempt>>>

/** One call to a service, and what follows from its answer. An attempt that is over is left alone. */
async function step(
  app: App,
  asking: Asking,
  attemptId: string,
  tries: number,
  task: string,
  call: (attempt: Attempt) => Promise<RemoteAnswer>,
): Promise<void> {
  const attempt = await findAttempt(app, asking, attemptId)
  if (!attempt) return
  const again = (name: string) =>
    app.tasks.enqueue(app.database.kysely, name, { attemptId, tries: tries + 1 }, asking, {
      afterSeconds: pause(tries),
    })
  const fail = (problem: string) => app.run(asking, noteFailed, { attemptId, problem })
  if (attempt.expiresAt < app.now()) return void (await fail('expired'))
  let answer: RemoteAnswer
  try {
    answer = await call(attempt)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (!(error instanceof ProviderFailed)) return void (await fail('provider'))
    if (/pin|otp|authentication_data/.test(error.error)) return void (await fail('wrong_pin'))
    const mayPass = error.mayPass && (tries < mostFailures || task.includes('poll'))
    return void (mayPass ? await again(task) : await fail('provider'))
  }
  if (answer.kind === 'refused') return void (await fail(answer.problem))
  if (answer.kind === 'signed') return complete(app, asking, attemptId, answer.signature)
  if (task.includes('poll')) return again(task)
  await app.run(asking, noteAsked, { attemptId, transaction: answer.transaction })
}

async function complete(app: App, asking: Asking, attemptId: string, signature: Buffer) {
  try {
    await completeStamped(app, asking, { attemptId, signature: signature.toString('base64') })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await app.run(asking, noteFailed, { attemptId, problem: 'wrong' })
  }
}

async function findAttempt(app: App, asking: Asking, attemptId: string) {
  const found = await app.read(asking, (ctx) =>
    ctx.db
      .selectFrom('signing.attempt as a')
      .innerJoin('signing.certificate as c', 'c.id', 'a.certificateId')
      .innerJoin('signing.request as r', 'r.id', 'a.requestId')
      .select(['a.provider', 'a.toSign', 'a.expiresAt', 'a.transactionSealed'])
      .select(['c.providerUserSealed', 'c.providerKey', 'c.serial', 'r.title'])
      .where('a.id', '=', attemptId)
      .where('a.state', '=', 'open')
      .executeTakeFirst(),
  )
  if (!found) return undefined
  return {
    provider: found.provider,
    toSign: found.toSign,
    expiresAt: found.expiresAt,
    serial: found.serial,
    title: found.title,
    key: found.providerKey ?? '',
    user: found.providerUserSealed ? app.sealer.unseal(found.providerUserSealed) : '',
    sealed: found.transactionSealed
      ? (JSON.parse(app.sealer.unseal(found.transactionSealed)) as Record<string, string>)
      : {},
  }
}
