import QRCode from 'qrcode'
import { BanksObject, QRPay, VietQRStatus } from 'vietnam-qr-pay'

/** A transfer between banks in Vietnam (NAPAS 24/7), as VietQR writes it. */
export interface VietQr {
  /** Six digits: which bank. */
  bankBin: string
  accountNumber: string
  /** Whole đồng; without one the payer types it. */
  amount?: number
  /** What the seller finds the transfer by: field 62.01, letters and digits. */
  orderNumber?: string
  /** What stands in the transfer's memo (62.08); by default the order number, which statements then show. */
  memo?: string
}

/** NAPAS takes thirteen figures; no bank transfers more than this at once. */
export const mostDong = 9_999_999_999
/** Banks cut what is longer. */
const memoLength = 25

/** What cannot be written as a VietQR code; which field it is. */
export class VietQrProblem extends Error {
  readonly field: keyof VietQr
  constructor(field: keyof VietQr) {
    super(`vietqr: ${field}`)
    this.name = 'VietQrProblem'
    this.field = field
  }
}

/**
 * The text of a VietQR code: EMVCo fields with NAPAS's identifier and a CRC-16/CCITT at the end. With an
 * amount it is made for one payment (01 = 12), without one it may hang on a wall (01 = 11). Throws
 * {@link VietQrProblem}. The account is not asked for: only its bank knows whether it exists.
 */
export function writeVietQr(payment: VietQr): string {
  const { bankBin, accountNumber, amount, orderNumber } = payment
  if (!/^\d{6}$/.test(bankBin)) throw new VietQrProblem('bankBin')
  if (!isAccountNumber(accountNumber)) throw new VietQrProblem('accountNumber')
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0 && amount <= mostDong))
    throw new VietQrProblem('amount')
  if (orderNumber !== undefined && !/^[A-Z0-9]{1,25}$/.test(orderNumber))
    throw new VietQrProblem('orderNumber')
  const code = QRPay.initVietQR({
    bankBin,
    bankNumber: accountNumber,
    ...(amount !== undefined && { amount: String(amount) }),
    purpose: memoOf(payment.memo ?? orderNumber ?? ''),
  })
  if (orderNumber) code.additionalData.billNumber = orderNumber
  return code.build()
}

/** Reads the text of a VietQR code; nothing where it is another code or its checksum is wrong. */
export function readVietQr(text: string): VietQr | undefined {
  const code = new QRPay(text)
  const { bankBin, bankNumber } = code.consumer
  if (!code.isValid || !bankBin || !bankNumber) return undefined
  const { billNumber, purpose } = code.additionalData
  return {
    bankBin,
    accountNumber: bankNumber,
    ...(code.amount && { amount: Number(code.amount) }),
    ...(billNumber && { orderNumber: billNumber }),
    ...(purpose && { memo: purpose }),
  }
}

/** Banks use up to nineteen figures; some let letters stand in a chosen account name. */
export const isAccountNumber = (text: string): boolean => /^[A-Za-z0-9]{4,19}$/.test(text)

/** A memo as every bank passes it on: without diacritics, letters and digits, no more than 25 signs. */
export const memoOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
    .replace(/[^A-Za-z0-9 ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, memoLength)
    .trim()

export interface Bank {
  bin: string
  /** As people call it: Vietcombank, Agribank. */
  name: string
}

/** Banks whose accounts receive transfers by VietQR, by name. */
export const banks: readonly Bank[] = Object.values(BanksObject)
  .filter(({ vietQRStatus }) => vietQRStatus !== VietQRStatus.NOT_SUPPORTED)
  .map(({ bin, shortName, name }) => ({ bin, name: shortName || name }))
  .filter(({ bin }, at, all) => all.findIndex((bank) => bank.bin === bin) === at)
  .sort((one, other) => one.name.localeCompare(other.name, 'vi'))

export const bankName = (bin: string): string => banks.find((bank) => bank.bin === bin)?.name ?? bin

/** Medium correction: a scratched print still reads, and the code stays coarse enough for an old camera. */
const drawn = { errorCorrectionLevel: 'M', margin: 4 } as const

/** A QR code as SVG, black on white with the quiet zone that the standard asks for. */
export const drawQrSvg = (text: string): Promise<string> =>
  QRCode.toString(text, { ...drawn, type: 'svg' })

/** A QR code as PNG, to be kept on a phone and opened in a bank's program. */
export const drawQrPng = (text: string, width = 720): Promise<Buffer> =>
  QRCode.toBuffer(text, { ...drawn, type: 'png', width })
