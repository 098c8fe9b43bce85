import { recordDigitalSignature } from '#modules/members/server/index.ts'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { AddCertificate, RemoveCertificate } from '../../shapes.ts'
import { acceptCertificate, actorAsPerson, keepCertificate } from '../accept-certificate.ts'
import { canKeepCertificates, canSignAs } from '../policy.ts'

/** Keeps one's own certificate, so that one need not look for it at each paper. */
export const addCertificate = defineCommand(
  'signing.add_certificate',
  AddCertificate,
  async (ctx, input) => {
    await ctx.authorize(canKeepCertificates)
    const person = await actorAsPerson(ctx)
    await ctx.authorize(canSignAs(person.id))
    const chain = input.chain.map((one) => Buffer.from(one, 'base64'))
    const accepted = acceptCertificate(ctx, chain, person.name)
    const id = await keepCertificate(ctx, person.id, accepted, {
      id: input.id,
      provider: input.provider,
      ...(input.providerUser ? { providerUser: input.providerUser } : {}),
      ...(input.providerKey ? { providerKey: input.providerKey } : {}),
    })
    await recordDigitalSignature(ctx, person.id, true)
    ctx.note({ subjectId: person.id, details: { provider: input.provider } })
    return { id }
  },
)

/** Takes one's own certificate off the list; what was signed with it stays signed. */
export const removeCertificate = defineCommand(
  'signing.remove_certificate',
  RemoveCertificate,
  async (ctx, { certificateId }) => {
    const found = await ctx.db
      .selectFrom('signing.certificate')
      .select('personId')
      .where('id', '=', certificateId)
      .executeTakeFirst()
    if (!found) throw new NotFound('signing.certificate_unknown')
    await ctx.authorize(canSignAs(found.personId))
    await ctx.db
      .updateTable('signing.certificate')
      .set({ removedAt: ctx.now().toISOString() })
      .where('id', '=', certificateId)
      .where('removedAt', 'is', null)
      .execute()
    const left = await ctx.db
      .selectFrom('signing.certificate')
      .select('id')
      .where('personId', '=', found.personId)
      .where('removedAt', 'is', null)
      .where('validTo', '>', ctx.now())
      .limit(1)
      .execute()
    if (left.length === 0) await recordDigitalSignature(ctx, found.personId, false)
    ctx.note({ subjectId: found.personId })
    return { certificateId }
  },
)
