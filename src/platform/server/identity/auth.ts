import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
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
      // Said here, since Better Auth would else decide by NODE_ENV, also where there is no TLS.
      useSecureCookies: origin?.startsWith('https:') ?? false,
      database: { generateId: () => uuidv7() },
      ipAddress: { ipAddressHeaders: ['x-client-address'] },
    },
    plugins: [
      twoFactor({ issuer: 'Xung Kích', skipVerificationOnEnable: false }),
      passkey({
        rpID: origin ? new URL(origin).hostname : 'localhost',
        rpName: 'Xung Kích',
        schema: { passkey: { fields: { credentialID: 'credentialId' } } },
        // One signs in without naming an account, so the key must know whose it is.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) =>
            requireUser(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            requireUser(verification.authenticationInfo.userVerified),
        },
      }),
    ],
  })
}

/**
 * A passkey stands for password and second factor together, so the device must have checked its user
 * (finger, face, PIN); Better Auth by itself accepts a key that anybody may hold.
 */
async function requireUser(userVerified: boolean | undefined): Promise<undefined> {
  if (!userVerified) throw new APIError('UNAUTHORIZED', { message: 'User verification required' })
}

export type Auth = ReturnType<typeof openAuth>
