import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '#platform/server/config.ts'

const loaded = new Map<string, X509Certificate[]>()

/**
 * The root certificates that this installation trusts: every .pem, .crt and .cer of SIGNING_TRUST_DIR, read
 * once. None where it is not set. Throws where the folder or a file in it cannot be read, so that a wrong
 * setting is noticed at the start.
 */
export function trustedRoots(config: Config): readonly X509Certificate[] {
  const folder = config.SIGNING_TRUST_DIR
  if (!folder) return []
  const known = loaded.get(folder)
  if (known) return known
  const roots = readdirSync(folder)
    .filter((name) => /\.(pem|crt|cer)$/i.test(name))
    .flatMap((name) => readCertificates(join(folder, name)))
  loaded.set(folder, roots)
  return roots
}

function readCertificates(path: string): X509Certificate[] {
  const bytes = readFileSync(path)
  const blocks = bytes
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  try {
    return (blocks ?? [bytes]).map((block) => new X509Certificate(block))
  } catch (cause) {
    throw new Error(`SIGNING_TRUST_DIR: ${path} holds no certificate`, { cause })
  }
}
