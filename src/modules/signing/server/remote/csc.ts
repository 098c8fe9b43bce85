import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import {
  callProvider,
  certificateFrom,
  ProviderFailed,
  type RemoteSigner,
} from './remote-signer.ts'

export interface CscSettings {
  /** Up to and with `/csc/v1`. */
  url: string
  clientId: string
  clientSecret: string
}

const Token = z.object({ access_token: z.string(), expires_in: z.number().nullish() })
const List = z.object({ credentialIDs: z.array(z.string()).nullish() })
const Info = z.object({
  key: z.object({ status: z.string(), algo: z.array(z.string()).nullish() }),
  cert: z.object({ status: z.string().nullish(), certificates: z.array(z.string()).min(1) }),
  authMode: z.string().nullish(),
  PIN: z.object({ presence: z.string().nullish() }).nullish(),
  OTP: z.object({ presence: z.string().nullish(), type: z.string().nullish() }).nullish(),
})
const Authorized = z.object({ SAD: z.string() })
const Signed = z.object({ signatures: z.array(z.string()).min(1) })

const sha256 = '2.16.840.1.101.3.4.2.1'
const signAlgorithms = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' }

/** A password of one time that the service itself sends to the person, or one that their own device makes. */
const isSent = (type: string | null | undefined) => type === 'online'

/**
 * The API of the Cloud Signature Consortium, version 1: credentials are found by user, authorised for one
 * hash with PIN and OTP (or on the person's own device), and sign it with the SAD that this gives.
 * What a credential demands and was not typed is asked for before anything is tried: a wrong PIN counts.
 */
export function openCsc({ url, clientId, clientSecret }: CscSettings): RemoteSigner {
  const base = url.replace(/\/$/, '')
  let token: { text: string; until: number } | undefined

  const bearer = async (): Promise<string> => {
    if (token && token.until > Date.now()) return token.text
    const answer = await callProvider(
      `${base}/oauth2/token`,
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'service',
      }),
    )
    const read = Token.safeParse(answer)
    if (!read.success) throw new ProviderFailed('another answer than documented to oauth2/token')
    token = {
      text: read.data.access_token,
      until: Date.now() + ((read.data.expires_in ?? 300) - 30) * 1000,
    }
    return token.text
  }
  const call = async <Shape extends z.ZodType>(method: string, body: object, shape: Shape) => {
    const headers = { authorization: `Bearer ${await bearer()}` }
    const answer = shape.safeParse(await callProvider(`${base}/${method}`, body, headers))
    if (!answer.success) throw new ProviderFailed(`another answer than documented to ${method}`)
    return answer.data
  }
  const info = (credentialID: string) =>
    call('credentials/info', { credentialID, certificates: 'chain', certInfo: true }, Info)

  return {
    listCertificates: async (userID) => {
      const { credentialIDs } = await call('credentials/list', { userID, maxResults: 20 }, List)
      const found = []
      for (const key of credentialIDs ?? []) {
        const { key: state, cert } = await info(key)
        if (state.status !== 'enabled' || (cert.status && cert.status !== 'valid')) continue
        found.push({ key, chain: cert.certificates.map(certificateFrom) })
      }
      return found
    },
    start: async ({ id, key, hash, pin, otp }) => {
      const credentialID = key
      const { cert, authMode, PIN, OTP } = await info(key)
      if (authMode === 'explicit') {
        if (PIN?.presence === 'true' && !pin) return { kind: 'refused', problem: 'needs_pin' }
        if (OTP?.presence === 'true' && !otp) {
          if (!isSent(OTP.type)) return { kind: 'refused', problem: 'needs_otp' }
          await call('credentials/sendOTP', { credentialID, clientData: id }, z.unknown())
          return { kind: 'refused', problem: 'otp_sent' }
        }
      }
      const hashes = [hash.toString('base64')]
      const { SAD } = await call(
        'credentials/authorize',
        {
          credentialID,
          numSignatures: 1,
          hash: hashes,
          ...(pin ? { PIN: pin } : {}),
          ...(otp ? { OTP: otp } : {}),
          clientData: id,
        },
        Authorized,
      )
      const signAlgo = signAlgorithms[keyKind(cert.certificates[0])]
      const { signatures } = await call(
        'signatures/signHash',
        { credentialID, SAD, hash: hashes, hashAlgo: sha256, signAlgo, clientData: id },
        Signed,
      )
      return { kind: 'signed', signature: Buffer.from(signatures[0] ?? '', 'base64') }
    },
    poll: async () => ({ kind: 'refused', problem: 'expired' }),
  }
}

function keyKind(certificate = ''): 'rsa' | 'ec' {
  try {
    const key = new X509Certificate(certificateFrom(certificate)).publicKey
    return key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'
  } catch {
    throw new ProviderFailed('a certificate that is none')
  }
}
