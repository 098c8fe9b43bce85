import { createHash, verify, type X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  rsa: '1.2.840.113549.1.1.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const

export { oid as cmsOids }

/** The hash functions that are accepted in a signature; SHA-1 is not. */
export const hashNames: Record<string, 'sha256' | 'sha384' | 'sha512'> = {
  [oid.sha256]: 'sha256',
  [oid.sha384]: 'sha384',
  [oid.sha512]: 'sha512',
}

const sha256 = () => new pki.AlgorithmIdentifier({ algorithmId: oid.sha256 })

const attribute = (type: string, value: unknown) => new pki.Attribute({ type, values: [value] })

/**
 * What a signer signs: the digest of the PDF and of their own certificate, as PAdES asks (ETSI EN 319
 * 142-1): content-type, message-digest, signing-certificate-v2; the time stands in the PDF. In DER.
 */
export function signedAttributes(digest: Uint8Array, certificate: X509Certificate): Buffer {
  return Buffer.from(attributesOf(digest, certificate).toSchema().toBER())
}

const attributesOf = (digest: Uint8Array, certificate: X509Certificate) => {
  const attributes = [
    attribute(oid.contentType, new asn1.ObjectIdentifier({ value: oid.data })),
    attribute(oid.messageDigest, new asn1.OctetString({ valueHex: exact(digest) })),
    attribute(oid.signingCertificateV2, essCertificate(certificate)),
  ]
  return new AttributeSet(attributes)
}

/** A SET OF in DER stands in the order of its members' bytes. */
class AttributeSet {
  readonly sorted: pki.Attribute[]
  constructor(attributes: pki.Attribute[]) {
    const encoded = (one: pki.Attribute) => Buffer.from(one.toSchema().toBER())
    this.sorted = [...attributes].sort((a, b) => Buffer.compare(encoded(a), encoded(b)))
  }
  toSchema() {
    return new asn1.Set({ value: this.sorted.map((one) => one.toSchema()) })
  }
}

/** SigningCertificateV2 (RFC 5035); SHA-256 is its default and therefore not named. */
function essCertificate(certificate: X509Certificate) {
  const parsed = parseCertificate(certificate.raw)
  const issuer = new asn1.Sequence({
    value: [
      new asn1.Constructed({
        idBlock: { tagClass: 3, tagNumber: 4 },
        value: [parsed.issuer.toSchema()],
      }),
    ],
  })
  return new asn1.Sequence({
    value: [
      new asn1.Sequence({
        value: [
          new asn1.Sequence({
            value: [
              new asn1.OctetString({
                valueHex: exact(createHash('sha256').update(certificate.raw).digest()),
              }),
              new asn1.Sequence({ value: [issuer, parsed.serialNumber] }),
            ],
          }),
        ],
      }),
    ],
  })
}

const parseCertificate = (der: Uint8Array) => pki.Certificate.fromBER(exact(der))

const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

/** Whether the holder of the certificate's key signed these attributes. ECDSA in DER. */
export function isSignatureOf(
  certificate: X509Certificate,
  attributes: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return verify('sha256', attributes, certificate.publicKey, signature)
  } catch {
    return false
  }
}

/** ECDSA as browsers give it (r and s side by side) in DER, as CMS wants it; anything else unchanged. */
export function signatureInDer(certificate: X509Certificate, signature: Uint8Array): Buffer {
  const bytes = Buffer.from(signature)
  const key = certificate.publicKey
  if (key.asymmetricKeyType !== 'ec' || isDerPair(bytes)) return bytes
  const half = bytes.length / 2
  const number = (part: Buffer) => {
    let at = 0
    while (at < part.length - 1 && part[at] === 0) at++
    const short = part.subarray(at)
    const body = (short[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short
    return Buffer.concat([Buffer.from([0x02, body.length]), body])
  }
  const pair = Buffer.concat([number(bytes.subarray(0, half)), number(bytes.subarray(half))])
  const head = pair.length < 128 ? [0x30, pair.length] : [0x30, 0x81, pair.length]
  return Buffer.concat([Buffer.from(head), pair])
}

const isDerPair = (bytes: Buffer) =>
  bytes[0] === 0x30 &&
  (bytes[1] === bytes.length - 2 || (bytes[1] === 0x81 && bytes[2] === bytes.length - 3))

export interface CmsParts {
  /** The signer's first, then the way up. */
  chain: readonly X509Certificate[]
  digest: Uint8Array
  signature: Uint8Array
  /** A time stamp over the signature (RFC 3161), in DER. */
  timeStamp?: Uint8Array
}

/** The signature as it stands in a PDF: CMS SignedData without the content, in DER. */
export function assembleCms({ chain, digest, signature, timeStamp }: CmsParts): Buffer {
  const [leaf] = chain
  if (!leaf) throw new Error('a signature needs a certificate')
  const certificate = parseCertificate(leaf.raw)
  const signer = new pki.SignerInfo({
    version: 1,
    sid: new pki.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    digestAlgorithm: sha256(),
    signedAttrs: new pki.SignedAndUnsignedAttributes({
      type: 0,
      attributes: attributesOf(digest, leaf).sorted,
    }),
    signatureAlgorithm:
      leaf.publicKey.asymmetricKeyType === 'ec'
        ? new pki.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 })
        : new pki.AlgorithmIdentifier({ algorithmId: oid.rsa, algorithmParams: new asn1.Null() }),
    signature: new asn1.OctetString({ valueHex: exact(signature) }),
    ...(timeStamp
      ? {
          unsignedAttrs: new pki.SignedAndUnsignedAttributes({
            type: 1,
            attributes: [attribute(oid.timeStampToken, asn1.fromBER(exact(timeStamp)).result)],
          }),
        }
      : {}),
  })
  const signed = new pki.SignedData({
    version: 1,
    digestAlgorithms: [sha256()],
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: chain.map(({ raw }) => parseCertificate(raw)),
    signerInfos: [signer],
  })
  const content = new pki.ContentInfo({
    contentType: oid.signedData,
    content: signed.toSchema(true),
  })
  return Buffer.from(content.toSchema().toBER())
}
