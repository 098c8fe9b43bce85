import { z } from 'zod'
import {
  callProvider,
  certificateFrom,
  ProviderFailed,
  type RemoteAnswer,
  type RemoteSigner,
} from './remote-signer.ts'

export interface SmartCaSettings {
  url: string
  spId: string
  spPassword: string
}

const Text = z.string().nullish()
const Certificates = z.object({
  data: z
    .object({
      user_certificates: z
        .array(
          z.object({
            serial_number: z.string(),
            cert_data: z.string(),
            cert_status_code: Text,
            chain_data: z.record(z.string(), z.unknown()).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
})
const Started = z.object({ data: z.object({ transaction_id: z.string() }) })
const Status = z.object({
  message: Text,
  data: z
    .object({
      signatures: z.array(z.object({ signature_value: z.string().nullish() })).nullish(),
    })
    .nullish(),
})

/**
 * VNPT SmartCA's gateway for service providers, version 1: the person approves in their app, we ask how it
 * stands. The hash goes as hexadecimal, the signature comes as base64.
 */
export function openSmartCa({ url, spId, spPassword }: SmartCaSettings): RemoteSigner {
  const base = `${url.replace(/\/$/, '')}/sca/sp769/v1`
  const provider = { sp_id: spId, sp_password: spPassword }
  const call = async <Shape extends z.ZodType>(path: string, body: object, shape: Shape) => {
    const answer = shape.safeParse(await callProvider(`${base}${path}`, body))
    if (!answer.success) throw new ProviderFailed(`another answer than documented to ${path}`)
    return answer.data
  }

  return {
    listCertificates: async (user) => {
      const { data } = await call(
        '/credentials/get_certificate',
        { ...provider, user_id: user, serial_number: '', transaction_id: crypto.randomUUID() },
        Certificates,
      )
      return (data?.user_certificates ?? [])
        .filter(({ cert_status_code }) => !cert_status_code || cert_status_code === 'VALID')
        .map(({ serial_number, cert_data, chain_data }) => ({
          key: serial_number,
          chain: [cert_data, ...Object.values(chain_data ?? {})]
            .filter((one): one is string => typeof one === 'string' && one.length > 100)
            .map(certificateFrom),
        }))
    },
    start: async ({ id, user, key, hash, title }) => {
      const { data } = await call(
        '/signatures/sign',
        {
          ...provider,
          user_id: user,
          serial_number: key,
          transaction_id: id,
          transaction_desc: title.slice(0, 200),
          time_stamp: `${new Date().toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`,
          sign_files: [
            {
              data_to_be_signed: hash.toString('hex'),
              doc_id: id,
              file_type: 'pdf',
              sign_type: 'hash',
            },
          ],
        },
        Started,
      )
      return { kind: 'pending', transaction: data.transaction_id }
    },
    poll: async (transaction): Promise<RemoteAnswer> => {
      const path = `/signatures/sign/${encodeURIComponent(transaction)}/status`
      const { message, data } = await call(path, {}, Status)
      const value = data?.signatures?.[0]?.signature_value
      if (value) return { kind: 'signed', signature: Buffer.from(value, 'base64') }
      if (/EXPIRED|TIMEOUT/i.test(message ?? '')) return { kind: 'refused', problem: 'expired' }
      if (/REJECT|DENIED|REFUSE|CANCEL/i.test(message ?? ''))
        return { kind: 'refused', problem: 'refused' }
      return { kind: 'pending', transaction }
    },
  }
}
