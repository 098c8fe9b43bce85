import { createHash, timingSafeEqual } from 'node:crypto'
import type { Config } from '#platform/server/config.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * Whether a message is SePay's: `Authorization: Apikey KEY` with the key of `SEPAY_API_KEY`, compared in the same
 * time whatever is wrong. Without a key in the configuration nothing is.
 */
export function isFromSepay(config: Config, authorization: string): boolean {
  const [, given = ''] = /^Apikey\s+(\S+)\s*$/i.exec(authorization) ?? []
  const { SEPAY_API_KEY: key } = config
  return timingSafeEqual(digest(given), digest(key ?? 'no key')) && key !== undefined
}
