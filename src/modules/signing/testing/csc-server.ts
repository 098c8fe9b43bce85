import { randomBytes, randomInt } from 'node:crypto'
import type { Holder } from './keys.ts'
import { type Answer, type Asked, serve, type TestServer } from './serve.ts'
import { signHash } from './sign-hash.ts'

export const cscClient = { clientId: 'xung-kich', clientSecret: 'bi-mat-cua-xung-kich' }
export const cscPin = '246810'

export interface CscServer extends TestServer {
  /** Whether keys demand a password of one time too, which the service sends. */
  demandsOtp: boolean
  /** The last one that was sent. */
  sentOtp: string | undefined
}

/** A service that speaks the Cloud Signature Consortium's API, version 1, with PIN and real keys. */
export async function startCsc(holders: Record<string, Holder>): Promise<CscServer> {
  const tokens = new Set<string>()
  /** Each SAD is for one key and one hash, once. */
  const allowed = new Map<string, { key: string; hash: string }>()
  const refused = (error: string): Answer => ({
    status: 400,
    body: { error, error_description: error },
  })

  const answer = ({ path, headers, body }: Asked): Answer => {
    if (path === '/csc/v1/oauth2/token') {
      const form = new URLSearchParams(body.toString())
      if (
        form.get('grant_type') !== 'client_credentials' ||
        form.get('client_id') !== cscClient.clientId ||
        form.get('client_secret') !== cscClient.clientSecret
      )
        return refused('invalid_client')
      const token = randomBytes(16).toString('base64url')
      tokens.add(token)
      return { body: { access_token: token, token_type: 'Bearer', expires_in: 3600 } }
    }
    if (!tokens.has((headers.authorization ?? '').replace('Bearer ', '')))
      return { status: 401, body: { error: 'invalid_token' } }
    const sent = JSON.parse(body.toString() || '{}')
    const methods: Record<string, () => Answer> = {
      '/csc/v1/credentials/list': () => ({
        body: { credentialIDs: holders[sent.userID] ? [`key-${sent.userID}`] : [] },
      }),
      '/csc/v1/credentials/info': () => info(sent),
      '/csc/v1/credentials/authorize': () => authorize(sent),
      '/csc/v1/credentials/sendOTP': () => {
        server.sentOtp = String(randomInt(100_000, 1_000_000))
        return { status: 204, body: Buffer.alloc(0) }
      },
      '/csc/v1/signatures/signHash': () => sign(sent),
    }
    return methods[path]?.() ?? { status: 404, body: {} }
  }
  const holderOf = (key: string) => holders[key.replace(/^key-/, '')]

  const info = ({ credentialID }: { credentialID: string }): Answer => {
    const holder = holderOf(credentialID)
    if (!holder) return refused('invalid_request')
    return {
      body: {
        key: { status: 'enabled', algo: ['1.2.840.113549.1.1.11'], len: 2048 },
        cert: {
          status: 'valid',
          certificates: holder.chain.map(({ raw }) => raw.toString('base64')),
          serialNumber: holder.certificate.serialNumber,
        },
        authMode: 'explicit',
        SCAL: '2',
        PIN: { presence: 'true', format: 'N' },
        OTP: server.demandsOtp
          ? { presence: 'true', type: 'online', format: 'N' }
          : { presence: 'false' },
        multisign: 1,
      },
    }
  }
  const authorize = (sent: {
    credentialID: string
    hash: string[]
    PIN?: string
    OTP?: string
  }): Answer => {
    if (sent.PIN !== cscPin) return refused('invalid_pin')
    if (server.demandsOtp && sent.OTP !== server.sentOtp) return refused('invalid_otp')
    server.sentOtp = undefined
    const sad = randomBytes(16).toString('base64url')
    allowed.set(sad, { key: sent.credentialID, hash: sent.hash[0] ?? '' })
    return { body: { SAD: sad, expiresIn: 300 } }
  }
  const sign = (sent: {
    credentialID: string
    SAD: string
    hash: string[]
    hashAlgo: string
    signAlgo: string
  }): Answer => {
    const right = allowed.get(sent.SAD)
    const holder = holderOf(sent.credentialID)
    allowed.delete(sent.SAD)
    if (!holder || right?.key !== sent.credentialID || right.hash !== sent.hash[0])
      return refused('invalid_sad')
    if (sent.hashAlgo !== '2.16.840.1.101.3.4.2.1' || sent.signAlgo !== '1.2.840.113549.1.1.11')
      return refused('invalid_request')
    const hash = Buffer.from(right.hash, 'base64')
    return { body: { signatures: [signHash(holder, hash).toString('base64')] } }
  }
  const server: CscServer = Object.assign(await serve(answer), {
    demandsOtp: false,
    sentOtp: undefined,
  })
  return server
}
