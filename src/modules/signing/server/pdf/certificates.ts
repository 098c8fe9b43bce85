import { createHash, X509Certificate } from 'node:crypto'
import { Invalid, RuleBroken } from '#platform/server/errors.ts'

/** A certificate in the words of the register. */
export interface CertificateFacts {
  /** The common name of the holder. */
  holder: string
  issuer: string
  /** Hexadecimal, as the issuer gave it. */
  serial: string
  validFrom: Date
  validTo: Date
  /** SHA-256 of the certificate, hexadecimal. */
  fingerprint: string
  keyKind: 'rsa' | 'ec'
}

/** Reads a certificate from DER; throws {@link Invalid} `signing.not_a_certificate`. */
export function readCertificate(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(der))
  } catch {
    throw new Invalid([{ path: 'chain', code: 'not_a_certificate' }], 'signing.not_a_certificate')
  }
}

export function factsOf(certificate: X509Certificate): CertificateFacts {
  const kind = certificate.publicKey.asymmetricKeyType
  if (kind !== 'rsa' && kind !== 'ec') throw new RuleBroken('signing.key_kind')
  return {
    holder: nameIn(certificate.subject),
    issuer: nameIn(certificate.issuer),
    serial: certificate.serialNumber.toLowerCase(),
    validFrom: certificate.validFromDate,
    validTo: certificate.validToDate,
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    keyKind: kind,
  }
}

/** The common name, else the organisation, of a distinguished name as Node writes it. */
export function nameIn(distinguished: string): string {
  const parts = new Map<string, string>()
  for (const line of distinguished.split('\n')) {
    const at = line.indexOf('=')
    if (at > 0 && !parts.has(line.slice(0, at))) parts.set(line.slice(0, at), line.slice(at + 1))
  }
  const name = parts.get('CN') ?? parts.get('O') ?? distinguished
  return name.replace(/\\(.)/g, '$1').normalize('NFC')
}

/** The way from a certificate up to a root; each was issued by the next. */
export interface Chain {
  certificates: X509Certificate[]
  /** The last one is among the roots that this installation trusts. */
  isTrusted: boolean
}

/**
 * Orders what came with a certificate into the way up from it and says whether it ends at a trusted
 * root. What does not belong to the way is left out. A certificate outside its time at `at` breaks trust.
 */
export function buildChain(
  leaf: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): Chain {
  const certificates = [leaf]
  const seen = new Set([leaf.fingerprint256])
  let isWithinTime = isValidAt(leaf, at)
  for (let last = leaf; certificates.length < 10; ) {
    const trusted = roots.find((root) => sameAs(root, last) || issuedBy(last, root))
    if (trusted) {
      if (!seen.has(trusted.fingerprint256)) certificates.push(trusted)
      return { certificates, isTrusted: isWithinTime && isValidAt(trusted, at) }
    }
    const next = others.find(
      (one) => !seen.has(one.fingerprint256) && one.ca && issuedBy(last, one),
    )
    if (!next) break
    isWithinTime &&= isValidAt(next, at)
    certificates.push(next)
    seen.add(next.fingerprint256)
    last = next
  }
  return { certificates, isTrusted: false }
}

const sameAs = (a: X509Certificate, b: X509Certificate) => a.fingerprint256 === b.fingerprint256

function issuedBy(child: X509Certificate, parent: X509Certificate): boolean {
  if (!child.checkIssued(parent)) return false
  try {
    return child.verify(parent.publicKey)
  } catch {
    return false
  }
}

export const isValidAt = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate
