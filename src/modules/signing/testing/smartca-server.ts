import type { Holder } from './keys.ts'
import { type Answer, type Asked, serve, type TestServer } from './serve.ts'
import { signHash } from './sign-hash.ts'

export const smartCaAccount = { spId: 'sp-thu', spPassword: 'mat-khau-sp-thu' }

export interface SmartCaServer extends TestServer {
  /** What the person does in the app with each request from now on. */
  behave: 'approve' | 'reject' | 'expire' | 'wait' | 'wrong_key' | 'fail'
}

interface Transaction {
  hash: Buffer
  user: string
  docId: string
}

/** VNPT SmartCA's gateway as its documents describe it, with real keys of people by their user id. */
export async function startSmartCa(
  holders: Record<string, Holder>,
  stranger: Holder,
): Promise<SmartCaServer> {
  const transactions = new Map<string, Transaction>()
  const prefix = '/sca/sp769/v1'

  const answer = ({ path, body }: Asked): Answer => {
    if (server.behave === 'fail') return { status: 503, body: { message: 'unavailable' } }
    const sent = JSON.parse(body.toString() || '{}')
    const status = new RegExp(`^${prefix}/signatures/sign/([^/]+)/status$`).exec(path)
    if (status) return statusOf(decodeURIComponent(status[1] ?? ''))
    if (sent.sp_id !== smartCaAccount.spId || sent.sp_password !== smartCaAccount.spPassword)
      return { status: 401, body: { status_code: 401, message: 'INVALID_SP' } }
    const holder = holders[sent.user_id]
    if (path === `${prefix}/credentials/get_certificate`) return certificatesOf(holder)
    if (path === `${prefix}/signatures/sign`) return start(sent, holder)
    return { status: 404, body: {} }
  }

  const certificatesOf = (holder: Holder | undefined): Answer => ({
    body: {
      status_code: 200,
      message: 'SUCCESS',
      data: {
        user_certificates: holder
          ? [
              {
                service_name: 'SmartCA cá nhân',
                serial_number: holder.certificate.serialNumber,
                cert_status_code: 'VALID',
                cert_data: holder.certificate.raw.toString('base64'),
                chain_data: {
                  ca_cert: holder.chain[1]?.raw.toString('base64'),
                  root_cert: holder.chain[2]?.raw.toString('base64'),
                },
              },
            ]
          : [],
      },
    },
  })

  const start = (
    sent: {
      transaction_id: string
      user_id: string
      serial_number: string
      sign_files: { data_to_be_signed: string; doc_id: string; sign_type: string }[]
    },
    holder: Holder | undefined,
  ): Answer => {
    const [file] = sent.sign_files
    const isRight =
      holder?.certificate.serialNumber === sent.serial_number &&
      file?.sign_type === 'hash' &&
      /^[0-9a-f]{64}$/.test(file.data_to_be_signed)
    if (!isRight || !file)
      return { status: 400, body: { status_code: 400, message: 'BAD_REQUEST' } }
    const id = `T-${sent.transaction_id}`
    transactions.set(id, {
      hash: Buffer.from(file.data_to_be_signed, 'hex'),
      user: sent.user_id,
      docId: file.doc_id,
    })
    return {
      body: {
        status_code: 200,
        message: 'SUCCESS',
        data: { transaction_id: id, tran_code: '123456' },
      },
    }
  }

  const statusOf = (id: string): Answer => {
    const transaction = transactions.get(id)
    if (!transaction) return { status: 404, body: { status_code: 404, message: 'NOT_FOUND' } }
    if (server.behave === 'wait')
      return { body: { status_code: 4000, message: 'PENDING', data: {} } }
    if (server.behave === 'reject')
      return { body: { status_code: 4001, message: 'REJECTED', data: {} } }
    if (server.behave === 'expire')
      return { body: { status_code: 4002, message: 'EXPIRED', data: {} } }
    const holder = server.behave === 'wrong_key' ? stranger : holders[transaction.user]
    if (!holder) return { status: 400, body: {} }
    return {
      body: {
        status_code: 200,
        message: 'SUCCESS',
        data: {
          transaction_id: id,
          signatures: [
            {
              doc_id: transaction.docId,
              signature_value: signHash(holder, transaction.hash).toString('base64'),
            },
          ],
        },
      },
    }
  }

  const listening = await serve((asked) => answer(asked))
  const server: SmartCaServer = Object.assign(listening, { behave: 'approve' as const })
  return server
}
