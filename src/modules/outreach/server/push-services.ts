import { checkAddress, ForbiddenAddress } from './guarded-request.ts'

/**
 * The push services of the browsers that people have: Chrome, Edge on Android and the like (Firebase), Firefox,
 * Safari, Edge on Windows. Each gives addresses at its own name or below it.
 */
const services = [
  'fcm.googleapis.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
]

/**
 * Throws {@link ForbiddenAddress} unless an address is of a known push service, or of one that the installation
 * trusts: a browser does not choose its service, and any other host would be asked in our name by whoever gives it.
 */
export function checkPushAddress(address: string, trusted: ReadonlySet<string>): URL {
  const url = checkAddress(address, trusted)
  const isKnown = services.some((one) => url.hostname === one || url.hostname.endsWith(`.${one}`))
  if (!isKnown && !trusted.has(url.host)) throw new ForbiddenAddress('no push service')
  return url
}
