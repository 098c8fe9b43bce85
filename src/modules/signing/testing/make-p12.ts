import forge from 'node-forge'
import type { Holder } from './keys.ts'

/** A certificate file of a holder with an RSA key, as an authority hands it out. */
export function makeP12(
  holder: Holder,
  password: string,
  algorithm: '3des' | 'aes256' = '3des',
): Buffer {
  const key = forge.pki.privateKeyFromPem(
    holder.key.export({ format: 'pem', type: 'pkcs8' }).toString(),
  )
  const chain = holder.chain.map((one) => forge.pki.certificateFromPem(one.toString()))
  const file = forge.pkcs12.toPkcs12Asn1(key, chain, password, { algorithm })
  return Buffer.from(forge.asn1.toDer(file).getBytes(), 'latin1')
}
