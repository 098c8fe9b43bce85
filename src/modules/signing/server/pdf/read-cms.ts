import { createHash, verify, X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { hashNames, cmsOids as oid } from './cms.ts'

/** What a CMS signature says, once it was found to hold over what it signs. */
export interface ReadCms {
  /** The signer's certificate and whatever came with it. */
  signer: X509Certificate
  others: X509Certificate[]
  /** What its authority says about the time, if there is a time stamp that holds. */
  stampedAt?: Date
  /** The signer's own claim. */
  claimedAt?: Date
  /** The authority's certificates. */
  stampChain: X509Certificate[]
}

/** Why a signature does not hold. */
export type CmsFault = 'unreadable' | 'weak_hash' | 'digest_differs' | 'signature_wrong'

export class CmsProblem extends Error {
  readonly fault: CmsFault
  constructor(fault: CmsFault, cause?: unknown) {
    super(fault, { cause })
    this.fault = fault
  }
}

/** Reads a signature and checks it over content given by a hash function. Throws {@link CmsProblem}. */
export function readCms(
  der: Uint8Array,
  digestWith: (hash: 'sha256' | 'sha384' | 'sha512') => Buffer,
): ReadCms {
  const signed = parseSigned(der)
  const certificates = certificatesIn(signed)
  const { info, signer } = signerOf(signed, certificates)
  const hash = hashNames[info.digestAlgorithm.algorithmId]
  if (!hash) throw new CmsProblem('weak_hash')
  checkAttributes(info, signer, digestWith(hash))
  const signature = Buffer.from(info.signature.valueBlock.valueHexView)
  if (!verifies(info, hash, signer, signature)) throw new CmsProblem('signature_wrong')
  const stamp = readStamp(info, signature)
  const claimedAt = timeIn(info)
  return {
    signer,
    others: certificates.filter((one) => one !== signer),
    ...(stamp ? { stampedAt: stamp.at } : {}),
    ...(claimedAt ? { claimedAt } : {}),
    stampChain: stamp?.chain ?? [],
  }
}

export function parseSigned(der: Uint8Array): pki.SignedData {
  try {
    const { result, offset } = asn1.fromBER(exact(der))
    if (offset < 0) throw new Error(result.error)
    const content = new pki.ContentInfo({ schema: result })
    if (content.contentType !== oid.signedData) throw new Error('no signed data')
    return new pki.SignedData({ schema: content.content })
  } catch (cause) {
    throw new CmsProblem('unreadable', cause)
  }
}

const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

function certificatesIn(signed: pki.SignedData): X509Certificate[] {
  try {
    return (signed.certificates ?? [])
      .filter((one): one is pki.Certificate => one instanceof pki.Certificate)
      .map((one) => new X509Certificate(Buffer.from(one.toSchema(false).toBER())))
  } catch (cause) {
    throw new CmsProblem('unreadable', cause)
  }
}

function signerOf(signed: pki.SignedData, certificates: X509Certificate[]) {
  const [info, ...more] = signed.signerInfos
  if (!info || more.length > 0) throw new CmsProblem('unreadable')
  const wanted = info.sid
  if (!(wanted instanceof pki.IssuerAndSerialNumber)) throw new CmsProblem('unreadable')
  const at = (signed.certificates ?? []).findIndex(
    (one) =>
      one instanceof pki.Certificate &&
      one.serialNumber.isEqual(wanted.serialNumber) &&
      one.issuer.isEqual(wanted.issuer),
  )
  const signer = certificates[at]
  if (!signer) throw new CmsProblem('unreadable')
  return { info, signer }
}

const octets = (block: unknown): Buffer =>
  Buffer.from((block as asn1.OctetString).valueBlock.valueHexView)

function checkAttributes(info: pki.SignerInfo, signer: X509Certificate, digest: Buffer) {
  const attributes = info.signedAttrs?.attributes ?? []
  const value = (type: string) => {
    const found = attributes.filter((one) => one.type === type)
    // An attribute that stands twice could be read one way here and another way elsewhere.
    if (found.length > 1) throw new CmsProblem('unreadable')
    return found[0]?.values[0] as unknown
  }
  const signedDigest = value(oid.messageDigest)
  if (!signedDigest) throw new CmsProblem('unreadable')
  if (!octets(signedDigest).equals(digest)) throw new CmsProblem('digest_differs')
  const named = value(oid.signingCertificateV2) as asn1.Sequence | undefined
  if (named && !namesCertificate(named, signer)) throw new CmsProblem('signature_wrong')
}

/** Whether signing-certificate-v2 names this certificate first. */
function namesCertificate(attribute: asn1.Sequence, signer: X509Certificate): boolean {
  const list = attribute.valueBlock.value[0] as asn1.Sequence | undefined
  const first = list?.valueBlock.value[0] as asn1.Sequence | undefined
  const [begin, second] = first?.valueBlock.value ?? []
  let hash: string | undefined = 'sha256'
  let digest = begin
  if (begin instanceof asn1.Sequence) {
    hash = hashNames[(begin.valueBlock.value[0] as asn1.ObjectIdentifier).valueBlock.toString()]
    digest = second
  }
  if (!hash || !(digest instanceof asn1.OctetString)) return false
  return octets(digest).equals(createHash(hash).update(signer.raw).digest())
}

function verifies(
  info: pki.SignerInfo,
  hash: string,
  signer: X509Certificate,
  signature: Buffer,
): boolean {
  const attributes = info.signedAttrs
  if (!attributes) return false
  const bytes = Buffer.from(attributes.encodedValue)
  if (bytes.length === 0) return false
  // Signed as a SET OF, stored under [0] (RFC 5652, section 5.4).
  bytes[0] = 0x31
  try {
    return verify(hash, bytes, signer.publicKey, signature)
  } catch {
    return false
  }
}

function timeIn(info: pki.SignerInfo): Date | undefined {
  const found = info.signedAttrs?.attributes.find((one) => one.type === oid.signingTime)
  const value = found?.values[0] as asn1.UTCTime | undefined
  return value && 'toDate' in value ? value.toDate() : undefined
}

/** A time stamp that holds over the signature; one that does not is as good as none. */
function readStamp(
  info: pki.SignerInfo,
  signature: Buffer,
): { at: Date; chain: X509Certificate[] } | undefined {
  const found = info.unsignedAttrs?.attributes.find((one) => one.type === oid.timeStampToken)
  if (!found) return undefined
  try {
    return readTimeStamp(Buffer.from((found.values[0] as asn1.BaseBlock).toBER()), signature)
  } catch (error) {
    if (error instanceof CmsProblem) return undefined
    throw error
  }
}

/** Reads an RFC 3161 token and checks that it stamps these bytes. Throws {@link CmsProblem}. */
export function readTimeStamp(
  token: Uint8Array,
  stamped: Uint8Array,
): { at: Date; chain: X509Certificate[]; nonce?: Buffer } {
  const signed = parseSigned(token)
  const content = signed.encapContentInfo.eContent
  if (!content) throw new CmsProblem('unreadable')
  const body = contentOf(content)
  const info = pki.TSTInfo.fromBER(exact(body))
  const hash = hashNames[info.messageImprint.hashAlgorithm.algorithmId]
  if (!hash) throw new CmsProblem('weak_hash')
  const imprint = octets(info.messageImprint.hashedMessage)
  if (!imprint.equals(createHash(hash).update(stamped).digest()))
    throw new CmsProblem('digest_differs')
  const { signer, others } = readCms(token, (name) => createHash(name).update(body).digest())
  return {
    at: info.genTime,
    chain: [signer, ...others],
    ...(info.nonce ? { nonce: Buffer.from(info.nonce.valueBlock.valueHexView) } : {}),
  }
}

/** An octet string may come in pieces. */
function contentOf(content: asn1.OctetString): Buffer {
  const pieces = content.valueBlock.value
  if (pieces.length === 0) return octets(content)
  return Buffer.concat(pieces.map((piece) => octets(piece)))
}
