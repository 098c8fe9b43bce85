import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins'
import { uuidv7 } from '../../uuid.ts'
import type { DatabaseClient } from '../database/client.ts'

export const cookiePrefix = 'xungkich'
/** Days that a session lives after its last use. */
export const sessionDays = 30

/**
 * Better Auth on our tables: passwords, second factors and passkeys are its work. It runs only
 * through its request handler, called by us; rate limits and the session of a request are our own
 * (docs/decisions/0004-sign-in.md).
 */
export function openAuth(options: {
  database: DatabaseClient
  secret: string
  origin: string | undefined
}) {
  const { database, secret, origin } = options
  return betterAuth({
    appName: 'Xung Kích',
    secret,
    ...(origin ? { baseURL: origin } : {}),
    basePath: '/api/auth',
    database: { db: database.kysely, type: 'postgres' },
    logger: { disabled: true },
    telemetry: { enabled: false },
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    rateLimit: { enabled: false },
    user: { modelName: 'login' },
    account: { modelName: 'credential' },
    session: { expiresIn: sessionDays * 86_400, updateAge: 3600 },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
    },
    advanced: {
      cookiePrefix,
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
    plugins: [
      twoFactor({ issuer: 'Xung Kích', skipVerificationOnEnable: false }),
      passkey({
        rpID: origin ? new URL(origin).hostname : 'localhost',
        rpName: 'Xung Kích',
        schema: { passkey: { fields: { credentialID: 'credentialId' } } },
      }),
    ],
  })
}

export type Auth = ReturnType<typeof openAuth>
