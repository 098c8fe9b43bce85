import { setTimeout as wait } from 'node:timers/promises'
import { serve, type TestServer } from './serve.ts'

export const zaloApp = { id: '123456', secret: 'mat-khau-ung-dung', firstRefreshToken: 'lam-moi-0' }

export interface ZaloServer extends TestServer {
  /** The refresh token that is good now; each renewal makes it another. */
  refreshToken: string
  /** The access token that is good now. */
  accessToken: string
  renewals: number
  /** Milliseconds that a renewal takes. */
  renewalMs: number
  /** The line breaks after Zalo has turned the token over. */
  breaksAfterRenewal: boolean
  /** The error that messages to a user get; 0 where nothing is said. */
  errors: Map<string, number>
  /** To whom what was said. */
  messages: { userId: string; text: string }[]
}

/** Zalo's sign-in and Official Account as its documents describe them: HTTP 200, the error in the body. */
export async function startZalo(): Promise<ZaloServer> {
  const server = (await serve(async ({ path, headers, body }) => {
    if (path === '/v4/oa/access_token') {
      const form = new URLSearchParams(body.toString())
      if (
        headers.secret_key !== zaloApp.secret ||
        form.get('app_id') !== zaloApp.id ||
        form.get('grant_type') !== 'refresh_token' ||
        form.get('refresh_token') !== server.refreshToken
      )
        return { body: { error: -14014, error_name: 'Invalid refresh token.' } }
      server.renewals += 1
      server.refreshToken = `lam-moi-${server.renewals}`
      server.accessToken = `truy-cap-${server.renewals}`
      await wait(server.renewalMs)
      if (server.breaksAfterRenewal) return { status: 502, body: {} }
      return {
        body: {
          access_token: server.accessToken,
          refresh_token: server.refreshToken,
          expires_in: '90000',
        },
      }
    }
    if (path !== '/v3.0/oa/message/cs') return { status: 404, body: {} }
    if (headers.access_token !== server.accessToken)
      return { body: { error: -216, message: 'Access token is invalid' } }
    const { recipient, message } = JSON.parse(body.toString())
    const error = server.errors.get(recipient.user_id) ?? 0
    if (error !== 0) return { body: { error, message: 'refused' } }
    server.messages.push({ userId: recipient.user_id, text: message.text })
    return { body: { error: 0, data: { message_id: `m${server.messages.length}` } } }
  })) as ZaloServer
  return Object.assign(server, {
    refreshToken: zaloApp.firstRefreshToken,
    accessToken: 'none yet',
    renewals: 0,
    renewalMs: 0,
    breaksAfterRenewal: false,
    errors: new Map<string, number>(),
    messages: [],
  })
}
