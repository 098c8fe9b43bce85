import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookiePrefix } from './auth.ts'

export type Cookies = { get(name: string): string | undefined }

/** The two names of a cookie of ours: over TLS browsers hold it to be set over TLS only. */
export const cookieNames = (name: string) =>
  [`__Secure-${cookiePrefix}.${name}`, `${cookiePrefix}.${name}`] as const

/** A cookie that Better Auth signed: the value, a dot, and its HMAC-SHA256 in base64. */
export function readSigned(cookies: Cookies, name: string, secret: string): string | undefined {
  const raw = cookieNames(name)
    .map((each) => cookies.get(each))
    .find((each) => each !== undefined)
  const dot = raw?.lastIndexOf('.') ?? -1
  if (!raw || dot < 1) return undefined
  const value = raw.slice(0, dot)
  const given = Buffer.from(raw.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(value).digest()
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}

const pairOf = (text: string): [string, string] => {
  const equals = text.indexOf('=')
  return [text.slice(0, equals).trim(), decoded(text.slice(equals + 1))]
}

/** A foreign cookie may hold anything; one that cannot be read is not ours. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The cookies of a request's `cookie` header. */
export const cookiesOfHeader = (header: string | null): Cookies => {
  const jar = new Map(
    (header ?? '')
      .split(';')
      .filter((one) => one.includes('='))
      .map(pairOf),
  )
  return { get: (name) => jar.get(name) }
}

/** The cookies that an answer sets. */
export const cookiesOfAnswer = (setCookies: readonly string[]): Cookies => {
  const jar = new Map(setCookies.map((line) => pairOf(line.split(';')[0] ?? '')))
  return { get: (name) => jar.get(name) }
}
