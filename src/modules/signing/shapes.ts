import { z } from 'zod'
import { Day } from '#platform/shapes.ts'

export const providerKinds = ['p12', 'smartca', 'csc'] as const
export type ProviderKind = (typeof providerKinds)[number]

const Id = z.uuid()
const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')
/** A certificate is a few kilobytes. */
const Certificate = Base64.max(20_000)

export const Signer = z.object({
  personId: Id,
  role: z.string().trim().min(1).max(80),
})

/** A PDF that is to be signed, by whom and in which order. */
export const RequestSignatures = z.object({
  id: Id,
  unitId: Id,
  title: z.string().trim().min(1).max(300),
  contextKind: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .default('paper'),
  contextId: Id.optional(),
  /** What the public page may say of it. */
  number: z.string().trim().max(60).optional(),
  datedOn: Day.optional(),
  /** The PDF: a kept file's SHA-256. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /**
   * The code that the PDF carries with a QR code, where its maker printed it and marked the places of the
   * signatures; without it a page with both is added.
   */
  code: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    .optional(),
  signers: z.array(Signer).min(1).max(10),
})

/** Begins the actor's own signature: with a certificate file's chain, or a certificate known already. */
export const BeginSignature = z.object({
  id: Id,
  requestId: Id,
  certificateId: Id.optional(),
  chain: z.array(Certificate).min(1).max(10).optional(),
})

export const CompleteSignature = z.object({
  attemptId: Id,
  signature: Base64.max(8_000),
  /** A time stamp over the signature (RFC 3161). */
  timeStamp: Base64.max(60_000).optional(),
})

export const CancelSignature = z.object({ attemptId: Id })
export const DeclineSignature = z.object({
  requestId: Id,
  reason: z.string().trim().min(1).max(500),
})
export const WithdrawRequest = z.object({
  requestId: Id,
  reason: z.string().trim().min(1).max(500),
})
export const AddCertificate = z.object({
  id: Id,
  provider: z.enum(providerKinds),
  chain: z.array(Certificate).min(1).max(10),
  /** By what the service knows the person, and its name for the key. */
  providerUser: z.string().trim().max(60).optional(),
  providerKey: z.string().trim().max(200).optional(),
})
export const RemoveCertificate = z.object({ certificateId: Id })
