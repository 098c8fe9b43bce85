import type { Sealer } from '#platform/server/sealing.ts'

/** The account into which a stall is paid. */
export interface Account {
  number: string
  holder: string
}

export const sealAccount = (sealer: Sealer, account: Account): Buffer =>
  sealer.seal(JSON.stringify(account))

export const openAccount = (sealer: Sealer, sealed: Uint8Array): Account =>
  JSON.parse(sealer.unseal(sealed)) as Account

/**
 * What finds something again that is kept sealed: a hash under the installation's secret, so that nobody who
 * reads the table can try numbers until one fits.
 */
const keyed = (sealer: Sealer, purpose: string, text: string): Buffer =>
  Buffer.from(sealer.signerFor(purpose).sign(text), 'base64url').subarray(0, 32)

/** By its number alone: a bank's message says no more. */
export const accountKeyOf = (sealer: Sealer, number: string): Buffer =>
  keyed(sealer, 'market-account', number.replace(/\W/g, '').toUpperCase())

export const buyerKeyOf = (sealer: Sealer, phone: string): Buffer =>
  keyed(sealer, 'market-buyer', phone)

/** Who ordered, as long as it is needed. */
export interface Buyer {
  name: string
  phone: string
  address: string | null
  note: string | null
}

export const sealBuyer = (sealer: Sealer, buyer: Buyer): Buffer =>
  sealer.seal(JSON.stringify(buyer))

export const openBuyer = (sealer: Sealer, sealed: Uint8Array | null): Buyer | null =>
  sealed ? (JSON.parse(sealer.unseal(sealed)) as Buyer) : null
