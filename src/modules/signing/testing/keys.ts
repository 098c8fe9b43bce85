import { createPrivateKey, type KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'

/** A key with its certificate, as an authority gives it to somebody. */
export interface Holder {
  name: string
  key: KeyObject
  certificate: X509Certificate
  /** The certificate and those above it, the root last. */
  chain: X509Certificate[]
}

export interface HolderOptions {
  name: string
  kind?: 'rsa' | 'ec'
  from?: Date
  to?: Date
  /** Who issues it; a root of its own where nobody does. */
  issuer?: Holder
  isAuthority?: boolean
  /** Extended key usage, such as that of a time stamp authority. */
  purpose?: string
}

const algorithms = {
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
} as const

const engine = new pki.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })
let lastSerial = 1000

/** Makes a real key and a real certificate. */
export async function makeHolder(options: HolderOptions): Promise<Holder> {
  const { kind = 'rsa', issuer } = options
  const pair = (await webcrypto.subtle.generateKey(algorithms[kind], true, [
    'sign',
    'verify',
  ])) as unknown as CryptoKeyPair
  const certificate = new pki.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ value: lastSerial++ })
  const subject = distinguished(options.name)
  certificate.subject = subject
  certificate.issuer = issuer
    ? pki.Certificate.fromBER(bytesOf(issuer.certificate.raw)).subject
    : subject
  certificate.notBefore.value = options.from ?? new Date('2025-01-01T00:00:00Z')
  certificate.notAfter.value = options.to ?? new Date('2029-01-01T00:00:00Z')
  certificate.extensions = extensionsOf(options)
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, engine)
  const signingKey = issuer ? await asCryptoKey(issuer.key) : pair.privateKey
  await certificate.sign(signingKey, 'SHA-256', engine)
  const der = Buffer.from(certificate.toSchema(true).toBER())
  const parsed = new X509Certificate(der)
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey as never))
  return {
    name: options.name,
    key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    certificate: parsed,
    chain: [parsed, ...(issuer?.chain ?? [])],
  }
}

/** A root, an authority below it, and whom the authority gave certificates. */
export async function makeAuthority(name = 'CA thử nghiệm'): Promise<{
  root: Holder
  authority: Holder
  issue(options: Omit<HolderOptions, 'issuer'>): Promise<Holder>
}> {
  const root = await makeHolder({ name: `${name} gốc`, isAuthority: true })
  const authority = await makeHolder({ name, isAuthority: true, issuer: root })
  return { root, authority, issue: (options) => makeHolder({ ...options, issuer: authority }) }
}

function distinguished(name: string) {
  const part = (type: string, value: asn1.BaseBlock) =>
    new asn1.Set({
      value: [new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), value] })],
    })
  const names = new asn1.Sequence({
    value: [
      part('2.5.4.6', new asn1.PrintableString({ value: 'VN' })),
      part('2.5.4.3', new asn1.Utf8String({ value: name })),
    ],
  })
  return pki.RelativeDistinguishedNames.fromBER(names.toBER())
}

function extensionsOf({ isAuthority = false, purpose }: HolderOptions) {
  const extension = (extnID: string, critical: boolean, value: asn1.BaseBlock) =>
    new pki.Extension({ extnID, critical, extnValue: value.toBER() })
  // keyCertSign and cRLSign; digitalSignature and nonRepudiation.
  const usage = new asn1.BitString({
    valueHex: new Uint8Array([isAuthority ? 0x06 : 0xc0]).buffer,
    unusedBits: isAuthority ? 1 : 6,
  })
  return [
    extension(
      '2.5.29.19',
      true,
      new pki.BasicConstraints({ cA: isAuthority }).toSchema() as asn1.BaseBlock,
    ),
    extension('2.5.29.15', true, usage),
    ...(purpose
      ? [
          extension(
            '2.5.29.37',
            true,
            new pki.ExtKeyUsage({ keyPurposes: [purpose] }).toSchema() as asn1.BaseBlock,
          ),
        ]
      : []),
  ]
}

async function asCryptoKey(key: KeyObject): Promise<CryptoKey> {
  const kind = key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'
  const der = key.export({ format: 'der', type: 'pkcs8' })
  return webcrypto.subtle.importKey('pkcs8', der, algorithms[kind], true, ['sign']) as never
}

const bytesOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
