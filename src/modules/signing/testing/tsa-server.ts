import { createHash, sign } from 'node:crypto'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import type { Holder } from './keys.ts'
import { serve, type TestServer } from './serve.ts'

const oid = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
}
/** Extended key usage of a time stamp authority. */
export const timeStamping = '1.3.6.1.5.5.7.3.8'

export interface TimeStampServer extends TestServer {
  /** other_nonce: answers as if to another request; refuse: rejects. */
  behave: 'stamp' | 'other_nonce' | 'refuse'
}

/** A time stamp authority (RFC 3161) with a real key, whose clock stands at a time. */
export async function startTimeStamps(holder: Holder, at: Date): Promise<TimeStampServer> {
  const listening = await serve(({ body }) => ({
    type: 'application/timestamp-reply',
    body: answer(body),
  }))
  const server: TimeStampServer = Object.assign(listening, { behave: 'stamp' as const })

  const answer = (asked: Buffer): Buffer => {
    const request = pki.TimeStampReq.fromBER(new Uint8Array(asked).buffer)
    if (server.behave === 'refuse')
      return ber(new pki.TimeStampResp({ status: new pki.PKIStatusInfo({ status: 2 }) }))
    const nonce = server.behave === 'other_nonce' ? new asn1.Integer({ value: 7 }) : request.nonce
    const info = new pki.TSTInfo({
      version: 1,
      policy: '1.2.3.4',
      messageImprint: request.messageImprint,
      serialNumber: new asn1.Integer({ value: 1 }),
      genTime: at,
      ...(nonce ? { nonce } : {}),
    })
    return ber(
      new pki.TimeStampResp({
        status: new pki.PKIStatusInfo({ status: 0 }),
        timeStampToken: token(holder, ber(info)),
      }),
    )
  }
  return server
}

const ber = (one: { toSchema(): asn1.BaseBlock }): Buffer => Buffer.from(one.toSchema().toBER())
const exact = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

function token(holder: Holder, content: Buffer): pki.ContentInfo {
  const attributes = [
    new pki.Attribute({
      type: oid.contentType,
      values: [new asn1.ObjectIdentifier({ value: oid.tstInfo })],
    }),
    new pki.Attribute({
      type: oid.messageDigest,
      values: [
        new asn1.OctetString({ valueHex: exact(createHash('sha256').update(content).digest()) }),
      ],
    }),
  ]
  const signed = Buffer.from(
    new asn1.Set({ value: attributes.map((one) => one.toSchema()) }).toBER(),
  )
  const certificate = pki.Certificate.fromBER(exact(holder.certificate.raw))
  const data = new pki.SignedData({
    version: 3,
    digestAlgorithms: [new pki.AlgorithmIdentifier({ algorithmId: oid.sha256 })],
    encapContentInfo: new pki.EncapsulatedContentInfo({
      eContentType: oid.tstInfo,
      eContent: new asn1.OctetString({ valueHex: exact(content) }),
    }),
    certificates: [certificate],
    signerInfos: [
      new pki.SignerInfo({
        version: 1,
        sid: new pki.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        digestAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: oid.sha256 }),
        signedAttrs: new pki.SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: new pki.AlgorithmIdentifier({
          algorithmId: oid.rsa,
          algorithmParams: new asn1.Null(),
        }),
        signature: new asn1.OctetString({ valueHex: exact(sign('sha256', signed, holder.key)) }),
      }),
    ],
  })
  return new pki.ContentInfo({ contentType: oid.signedData, content: data.toSchema(true) })
}
