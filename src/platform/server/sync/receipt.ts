import { createSigner, isSignedBy, type Signer } from '../signing.ts'

export interface Receipt {
  text: string
  signature: string
}

export const createReceiptSigner = (secret: string): Signer => createSigner(secret, 'sync-receipt')

/** The server's word that everything of a device up to a number has arrived. */
export function signReceipt(
  signer: Signer,
  deviceId: string,
  receivedUpTo: number,
  at: Date,
): Receipt {
  const text = `XKR1.${deviceId}.${receivedUpTo}.${at.toISOString()}`
  return { text, signature: signer.sign(text) }
}

export interface ReadReceipt {
  deviceId: string
  receivedUpTo: number
  at: string
}

/** Reads a receipt that this installation signed; nothing where it did not. */
export function readReceipt(publicKey: Uint8Array, receipt: Receipt): ReadReceipt | undefined {
  const parts = /^XKR1\.([0-9a-f-]{36})\.(\d+)\.(.+)$/.exec(receipt.text)
  if (!parts || !isSignedBy(publicKey, receipt.text, receipt.signature)) return undefined
  return { deviceId: parts[1] ?? '', receivedUpTo: Number(parts[2]), at: parts[3] ?? '' }
}
