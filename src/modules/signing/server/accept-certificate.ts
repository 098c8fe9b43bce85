import type { X509Certificate } from 'node:crypto'
import * as pki from 'pkijs'
import { dayOf } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import type { ProviderKind } from '../shapes.ts'
import { buildChain, type CertificateFacts, factsOf, readCertificate } from './pdf/certificates.ts'
import { trustedRoots } from './trust.ts'

export interface AcceptedCertificate {
  facts: CertificateFacts
  /** The certificate and the way up, without what does not belong to it. */
  chain: X509Certificate[]
  isTrusted: boolean
}

/**
 * Whether somebody may sign with a certificate now: it must be theirs by name, in its time, made for
 * signing, and lead to a trusted root where this installation has such. Throws {@link RuleBroken} with what
 * is wrong with it.
 */
export function acceptCertificate(
  ctx: CommandContext,
  chain: readonly Uint8Array[],
  personName: string,
): AcceptedCertificate {
  const [leaf, ...others] = chain.map(readCertificate)
  if (!leaf) throw new RuleBroken('signing.not_a_certificate')
  const facts = factsOf(leaf)
  const now = ctx.now()
  if (facts.validTo < now)
    throw new RuleBroken('signing.certificate_expired', { day: dayOf(facts.validTo) })
  if (facts.validFrom > now)
    throw new RuleBroken('signing.certificate_not_yet', { day: dayOf(facts.validFrom) })
  if (leaf.ca || !isForSigning(leaf)) throw new RuleBroken('signing.certificate_not_for_signing')
  if ((leaf.publicKey.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048)
    throw new RuleBroken('signing.key_weak')
  if (!isSameName(facts.holder, personName))
    throw new RuleBroken('signing.certificate_of_another', {
      holder: facts.holder,
      name: personName,
    })
  const roots = trustedRoots(ctx.config)
  const built = buildChain(leaf, others, roots, now)
  if (roots.length > 0 && !built.isTrusted)
    throw new RuleBroken('signing.certificate_untrusted', { issuer: facts.issuer })
  return { facts, chain: built.certificates, isTrusted: built.isTrusted }
}

const keyUsage = '2.5.29.15'
const digitalSignatureOrNonRepudiation = 0xc0

function isForSigning(certificate: X509Certificate): boolean {
  const parsed = pki.Certificate.fromBER(new Uint8Array(certificate.raw).buffer)
  const usage = parsed.extensions?.find((one) => one.extnID === keyUsage)?.parsedValue as
    | { valueBlock: { valueHexView: Uint8Array } }
    | undefined
  const bits = usage?.valueBlock.valueHexView[0]
  return bits === undefined || (bits & digitalSignatureOrNonRepudiation) !== 0
}

/** Certificates often have names in capitals or without marks; they are the same person's all the same. */
export function isSameName(a: string, b: string): boolean {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/đ/gi, 'd')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
  return plain(a) === plain(b) && plain(a) !== ''
}

/**
 * Keeps a certificate as the actor's own; one that is kept already stays as it is. Returns its id. Throws
 * {@link RuleBroken} where another person has it.
 */
export async function keepCertificate(
  ctx: CommandContext,
  personId: string,
  accepted: AcceptedCertificate,
  options: { id: string; provider: ProviderKind; providerUser?: string; providerKey?: string },
): Promise<string> {
  const { facts, chain } = accepted
  const inserted = await ctx.db
    .insertInto('signing.certificate')
    .values({
      id: options.id,
      personId,
      provider: options.provider,
      holder: facts.holder,
      issuer: facts.issuer,
      serial: facts.serial,
      validFrom: facts.validFrom.toISOString(),
      validTo: facts.validTo.toISOString(),
      fingerprint: facts.fingerprint,
      chain: chain.map(({ raw }) => Buffer.from(raw)),
      providerUserSealed: options.providerUser ? ctx.sealer.seal(options.providerUser) : null,
      providerKey: options.providerKey ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return inserted.id
  const known = await ctx.db
    .selectFrom('signing.certificate')
    .select('id')
    .where('fingerprint', '=', facts.fingerprint)
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  if (!known) throw new RuleBroken('signing.certificate_taken')
  return known.id
}

/** The actor's person and name; NotFound for accounts without a person. */
export async function actorAsPerson(ctx: CommandContext): Promise<{ id: string; name: string }> {
  const found = await ctx.db
    .selectFrom('members.person')
    .select(['id', 'fullName as name'])
    .where('id', '=', ctx.actor.personId ?? null)
    .executeTakeFirst()
  if (!found) throw new NotFound('signing.no_person')
  return found
}
