import forge from 'node-forge'

/** Why a certificate file cannot be used; the screen says what to do. */
export type P12Fault = 'wrong_file' | 'wrong_password' | 'no_key' | 'no_certificate' | 'key_kind'

export class P12Problem extends Error {
  readonly fault: P12Fault
  constructor(fault: P12Fault, cause?: unknown) {
    super(fault, { cause })
    this.name = 'P12Problem'
    this.fault = fault
  }
}

/** A certificate file that was opened on this device. The private key stays in this object. */
export interface OpenedP12 {
  /** The certificate, then what came with it, in DER, base64. */
  chain: string[]
  /** Signs with SHA-256; ECDSA as browsers give it. */
  sign(content: Uint8Array): Promise<Uint8Array>
}

/**
 * Opens a certificate file (PKCS#12) on the device of its owner: neither the file nor its password nor the
 * key leave it. Reads the old ciphers too that such files are still made with (RC2, triple DES). Throws
 * {@link P12Problem}.
 */
export function openP12(bytes: Uint8Array, password: string): OpenedP12 {
  const file = readFile(bytes, password)
  const { oids } = forge.pki
  const bags = (type: string | undefined) =>
    type ? (file.getBags({ bagType: type })[type] ?? []) : []
  const keyBag = [...bags(oids.pkcs8ShroudedKeyBag), ...bags(oids.keyBag)][0]
  if (!keyBag) throw new P12Problem('no_key')
  const certificates = bags(oids.certBag)
  const own = certificates.find((bag) => belongsTo(bag, keyBag))
  if (!own) throw new P12Problem('no_certificate')
  const others = certificates.filter((bag) => bag !== own)
  return {
    chain: [own, ...others].map((bag) => forge.util.encode64(derOfCertificate(bag))),
    sign: (content) => sign(keyBag, content),
  }
}

const binary = (bytes: Uint8Array) => forge.util.binary.raw.encode(bytes)
const bytesOf = (text: string) => forge.util.binary.raw.decode(text) as Uint8Array<ArrayBuffer>

function readFile(bytes: Uint8Array, password: string): forge.pkcs12.Pkcs12Pfx {
  let structure: forge.asn1.Asn1
  try {
    structure = forge.asn1.fromDer(binary(bytes))
  } catch (cause) {
    throw new P12Problem('wrong_file', cause)
  }
  try {
    return forge.pkcs12.pkcs12FromAsn1(structure, false, password)
  } catch (cause) {
    throw new P12Problem(
      /password|MAC|decrypt/i.test(String(cause)) ? 'wrong_password' : 'wrong_file',
      cause,
    )
  }
}

/** The file says which certificate goes with the key; where it does not, their numbers do. */
function belongsTo(certificate: forge.pkcs12.Bag, key: forge.pkcs12.Bag): boolean {
  const [wanted] = (key.attributes?.localKeyId ?? []) as string[]
  const [has] = (certificate.attributes?.localKeyId ?? []) as string[]
  const publicKey = certificate.cert?.publicKey as forge.pki.rsa.PublicKey | undefined
  const privateKey = key.key as forge.pki.rsa.PrivateKey | null | undefined
  if (publicKey && privateKey) return publicKey.n.equals(privateKey.n)
  return wanted !== undefined && wanted === has
}

function derOfCertificate(bag: forge.pkcs12.Bag): string {
  const structure = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1
  return forge.asn1.toDer(structure).getBytes()
}

async function sign(bag: forge.pkcs12.Bag, content: Uint8Array): Promise<Uint8Array> {
  const key = bag.key as forge.pki.rsa.PrivateKey | null | undefined
  // Browsers sign only for pages that came over HTTPS; a commune's own network may have none.
  if (key && !globalThis.crypto?.subtle) {
    const digest = forge.md.sha256.create().update(binary(content))
    return bytesOf(key.sign(digest))
  }
  const structure = key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : bag.asn1
  const pkcs8 = bytesOf(forge.asn1.toDer(structure).getBytes())
  const algorithm = key ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : curveOf(structure)
  const imported = await crypto.subtle
    .importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
    .catch((cause) => {
      throw new P12Problem('key_kind', cause)
    })
  const how = key ? algorithm : { name: 'ECDSA', hash: 'SHA-256' }
  return new Uint8Array(await crypto.subtle.sign(how, imported, new Uint8Array(content)))
}

const curves: Record<string, string> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
}

/** The curve stands in the second part of the key's algorithm (RFC 5915). */
function curveOf(key: forge.asn1.Asn1): { name: 'ECDSA'; namedCurve: string } {
  const algorithm = (key.value as forge.asn1.Asn1[])[1]
  const parameter = (algorithm?.value as forge.asn1.Asn1[] | undefined)?.[1]
  const namedCurve = parameter && curves[forge.asn1.derToOid(parameter.value as string)]
  if (!namedCurve) throw new P12Problem('key_kind')
  return { name: 'ECDSA', namedCurve }
}
