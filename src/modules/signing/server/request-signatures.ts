import { randomBytes } from 'node:crypto'
import { PDF } from '@libpdf/core'
import type { z } from 'zod'
import { getUnit } from '#modules/units/server/index.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Config } from '#platform/server/config.ts'
import { Invalid } from '#platform/server/errors.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { codeFrom } from '../code.ts'
import type { RequestSignatures } from '../shapes.ts'
import { findMarks } from './pdf/find-marks.ts'
import { openForUpdate, type Place } from './pdf/prepare-signature.ts'
import { addSignaturePage } from './pdf/signature-page.ts'
import { canPrepareAt } from './policy.ts'

export type SignatureRequest = z.output<typeof RequestSignatures>

/** A new code for a paper, for makers who print it into their PDF themselves. */
export const newVerifyCode = (): string => codeFrom(randomBytes(16))

/** The public page of a paper, as its QR code has it. */
export const verifyAddress = (config: Config, code: string): string =>
  `${config.ORIGIN ?? `http://localhost:${config.PORT}`}/verify/${code}`

/**
 * Hands a PDF in for signing, within a command of another module: the paper, who signs it in which order,
 * what it belongs to. Repeating it with the same id changes nothing. Asks the policy by itself. Throws
 * where the file is no PDF that can be signed.
 */
export async function requestSignatures(
  ctx: CommandContext,
  request: SignatureRequest,
): Promise<{ id: string; code: string }> {
  await ctx.authorize(canPrepareAt(request.unitId))
  const known = await ctx.db
    .selectFrom('signing.request')
    .select(['id', 'code'])
    .where('id', '=', request.id)
    .executeTakeFirst()
  if (known) return known
  const code = request.code ?? newVerifyCode()
  const signers = await namesOf(ctx, request)
  const { bytes, places } = await withPlaces(ctx, request, code, signers)
  const stored = await ctx.files.put(bytes)
  await ctx.db
    .insertInto('signing.request')
    .values({
      id: request.id,
      unitId: request.unitId,
      title: request.title,
      contextKind: request.contextKind,
      contextId: request.contextId ?? null,
      number: request.number ?? null,
      datedOn: request.datedOn ?? null,
      code,
      ...stored,
      createdBy: ctx.actor.personId ?? null,
      createdAt: ctx.now().toISOString(),
    })
    .execute()
  await ctx.db
    .insertInto('signing.signer')
    .values(
      signers.map((signer, i) => ({
        requestId: request.id,
        position: i + 1,
        personId: signer.personId,
        name: signer.name,
        role: signer.role,
        place: JSON.stringify(places[i]),
      })),
    )
    .execute()
  ctx.note({
    unitId: request.unitId,
    subjectId: request.id,
    details: { title: request.title, signers: signers.map(({ personId }) => personId) },
  })
  await ctx.emit('signing.requested', { requestId: request.id })
  return { id: request.id, code }
}

async function namesOf(ctx: CommandContext, { signers }: SignatureRequest) {
  const ids = signers.map(({ personId }) => personId)
  const people = await ctx.db
    .selectFrom('members.person')
    .select(['id', 'fullName'])
    .where('id', 'in', ids)
    .execute()
  const faults = signers.flatMap(({ personId }, i) => {
    const path = `signers.${i}.personId`
    if (!people.some(({ id }) => id === personId)) return [{ path, code: 'person_unknown' }]
    return ids.indexOf(personId) < i ? [{ path, code: 'signer_twice' }] : []
  })
  if (faults.length > 0) throw new Invalid(faults)
  return signers.map(({ personId, role }) => ({
    personId,
    role,
    name: people.find(({ id }) => id === personId)?.fullName ?? '',
  }))
}

/** The PDF with a place for each signature: the marks of its maker, or a page added for it. */
async function withPlaces(
  ctx: CommandContext,
  request: SignatureRequest,
  code: string,
  signers: readonly { name: string; role: string }[],
): Promise<{ bytes: Uint8Array; places: Place[] }> {
  const original = await ctx.files.read(request.sha256)
  await recogniseFile(original, ['pdf'])
  await openForUpdate(original)
  const places = request.code
    ? findMarks(await PDF.load(original), request.signers.length)
    : undefined
  if (places) return { bytes: original, places }
  const unit = await getUnit(ctx, request.unitId)
  return addSignaturePage(original, {
    title: request.title,
    unitName: unit.name,
    code,
    address: verifyAddress(ctx.config, code),
    signers,
    at: ctx.now(),
  })
}
