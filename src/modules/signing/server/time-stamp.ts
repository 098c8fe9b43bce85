import { createHash, randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { cmsOids } from './pdf/cms.ts'
import { readTimeStamp } from './pdf/read-cms.ts'

const patience = 10_000
const granted = new Set([0, 1])

/**
 * Asks a time stamp authority (RFC 3161) to stamp a signature, and checks that what it answers stamps that
 * very signature with our nonce. Throws where it does not.
 */
export async function requestTimeStamp(url: string, signature: Uint8Array): Promise<Buffer> {
  const nonce = randomBytes(8)
  nonce[0] = (nonce[0] ?? 0) & 0x7f || 1
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: cmsOids.sha256 }),
      hashedMessage: new asn1.OctetString({
        valueHex: new Uint8Array(createHash('sha256').update(signature).digest()).buffer,
      }),
    }),
    nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  })
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
    headers: { 'content-type': 'application/timestamp-query' },
    body: request.toSchema().toBER(),
  })
  if (!answer.ok) throw new Error(`the time stamp authority answered ${answer.status}`)
  const response = pki.TimeStampResp.fromBER(await answer.arrayBuffer())
  const token = response.timeStampToken
  if (!granted.has(response.status.status) || !token)
    throw new Error('the time stamp authority refused')
  const der = Buffer.from(token.toSchema().toBER())
  const { nonce: answered } = readTimeStamp(der, signature)
  if (!answered?.equals(nonce)) throw new Error('the time stamp has another nonce')
  return der
}
