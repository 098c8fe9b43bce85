import { createHash, type X509Certificate } from 'node:crypto'
import { PDF, PdfArray, PdfDict, PdfNumber, PdfString } from '@libpdf/core'
import { buildChain, isValidAt, nameIn } from './certificates.ts'
import { isOnlySigned } from './compare-revisions.ts'
import type { ByteRange } from './prepare-signature.ts'
import { type CmsFault, CmsProblem, readCms } from './read-cms.ts'

export type SignatureFault = CmsFault | 'range_wrong' | 'certificate_out_of_time'

export interface VerifiedSignature {
  /** The field's name in the PDF. */
  field: string
  /** The holder and the issuer, as the certificate has them. */
  signer: string
  issuer: string
  /** In which role they signed, as the PDF says. */
  reason: string
  /** By a time stamp if there is one, else as the signer claims. */
  at: Date | undefined
  isTimeStamped: boolean
  /** What was signed is unchanged and the signature is the certificate holder's. */
  isIntact: boolean
  fault?: SignatureFault
  /** Nothing stands in the file behind what was signed. */
  coversWholeFile: boolean
  /** Something else than further signatures was added afterwards. */
  isChangedAfter: boolean
  /** The certificate leads to a root that this installation trusts. */
  isTrusted: boolean
}

export interface Verification {
  signatures: VerifiedSignature[]
  /**
   * There are signatures, all hold, nothing but signatures was added after the first, and the last covers
   * the whole file. Says nothing about trust in the certificates.
   */
  isIntact: boolean
  /** Intact, and every certificate leads to a trusted root. */
  isTrusted: boolean
}

/**
 * Checks each signature of a PDF by itself: no network, no state. A file that cannot be read as a PDF has
 * no signatures. `roots` are the certificates that are trusted.
 */
export async function verifySignatures(
  bytes: Uint8Array,
  roots: readonly X509Certificate[] = [],
): Promise<Verification> {
  const fields = await signatureFields(bytes)
  const signatures: VerifiedSignature[] = []
  for (const field of fields) signatures.push(await verifyOne(bytes, field, roots))
  const isIntact =
    signatures.length > 0 &&
    signatures.every((one) => one.isIntact && !one.isChangedAfter) &&
    signatures.some((one) => one.coversWholeFile)
  return { signatures, isIntact, isTrusted: isIntact && signatures.every((one) => one.isTrusted) }
}

interface FieldInPdf {
  name: string
  dict: PdfDict
  range: ByteRange | undefined
}

async function signatureFields(bytes: Uint8Array): Promise<FieldInPdf[]> {
  const pdf = await PDF.load(bytes).catch(() => undefined)
  const form = pdf?.getForm()
  if (!form) return []
  return form
    .getSignatureFields()
    .map((field) => ({ name: field.name, dict: field.getSignatureDict() }))
    .filter((field): field is { name: string; dict: PdfDict } => field.dict instanceof PdfDict)
    .map((field) => ({ ...field, range: rangeOf(field.dict) }))
    .sort((a, b) => endOf(a.range) - endOf(b.range))
}

const endOf = (range: ByteRange | undefined) => (range ? range[2] + range[3] : 0)

function rangeOf(dict: PdfDict): ByteRange | undefined {
  const array = dict.get('ByteRange')
  if (!(array instanceof PdfArray) || array.length !== 4) return undefined
  const all = [0, 1, 2, 3].map((i) => array.at(i))
  const values = all.map((one) => (one instanceof PdfNumber ? one.value : -1))
  return values.every((value) => Number.isSafeInteger(value) && value >= 0)
    ? (values as unknown as ByteRange)
    : undefined
}

const text = (dict: PdfDict, key: string) => {
  const value = dict.get(key)
  return value instanceof PdfString ? value.asString() : ''
}

async function verifyOne(
  bytes: Uint8Array,
  { name, dict, range }: FieldInPdf,
  roots: readonly X509Certificate[],
): Promise<VerifiedSignature> {
  const said = {
    field: name,
    signer: text(dict, 'Name'),
    issuer: '',
    reason: text(dict, 'Reason'),
    at: readPdfTime(text(dict, 'M')),
    isTimeStamped: false,
    isTrusted: false,
    coversWholeFile: endOf(range) === bytes.length,
    isChangedAfter: false,
  }
  const contents = range && contentsWithin(bytes, range)
  if (!range || !contents) return { ...said, isIntact: false, fault: 'range_wrong' }
  try {
    const cms = readCms(contents, (hash) => digestWith(hash, bytes, range))
    const at = cms.stampedAt ?? cms.claimedAt ?? said.at
    const chain = buildChain(cms.signer, cms.others, roots, at ?? new Date())
    const isOutOfTime = at !== undefined && !isValidAt(cms.signer, at)
    return {
      ...said,
      signer: nameIn(cms.signer.subject),
      issuer: nameIn(cms.signer.issuer),
      at,
      isTimeStamped: cms.stampedAt !== undefined,
      isIntact: !isOutOfTime,
      ...(isOutOfTime ? { fault: 'certificate_out_of_time' as const } : {}),
      isChangedAfter:
        !said.coversWholeFile && !(await isOnlySigned(bytes.subarray(0, endOf(range)), bytes)),
      isTrusted: chain.isTrusted,
    }
  } catch (error) {
    if (!(error instanceof CmsProblem)) throw error
    return { ...said, isIntact: false, fault: error.fault }
  }
}

const digestWith = (hash: string, bytes: Uint8Array, [a, b, c, d]: ByteRange) =>
  createHash(hash)
    .update(bytes.subarray(a, a + b))
    .update(bytes.subarray(c, c + d))
    .digest()

/**
 * The signature between the two stretches: exactly one hexadecimal string and nothing besides, so that
 * nothing can hide in what is not signed.
 */
function contentsWithin(bytes: Uint8Array, [from, length, next, rest]: ByteRange) {
  if (from !== 0 || next <= length || next + rest > bytes.length) return undefined
  const gap = Buffer.from(bytes.subarray(length, next)).toString('latin1')
  const hex = /^<([0-9A-Fa-f]+)>$/.exec(gap)?.[1]
  return hex && hex.length % 2 === 0 ? withoutPadding(Buffer.from(hex, 'hex')) : undefined
}

/** The zeros after the signature's own length are what was kept free. */
function withoutPadding(bytes: Buffer): Buffer {
  const lengthBytes = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0
  if (lengthBytes === 0 || lengthBytes > 4) return bytes
  return bytes.subarray(0, 2 + lengthBytes + bytes.readUIntBE(2, lengthBytes))
}

function readPdfTime(written: string): Date | undefined {
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(written)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, sign, zoneHour = '00', zoneMinute = '00'] = match
  const zone = sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : at
}
