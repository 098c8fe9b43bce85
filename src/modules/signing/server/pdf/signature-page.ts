import { PDF } from '@libpdf/core'
import { RuleBroken } from '#platform/server/errors.ts'
import { paperTitle, qrWithText, signatures } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { codeInGroups } from '../../code.ts'
import { findMarks } from './find-marks.ts'
import { openForUpdate, type Place } from './prepare-signature.ts'

export interface SignaturePage {
  title: string
  unitName: string
  code: string
  /** The public page that the QR code opens. */
  address: string
  signers: readonly { name: string; role: string }[]
  at: Date
}

/**
 * Adds a last page with the QR code and room for each signature. What was there stays byte for byte, so
 * that a paper that is signed already stays so.
 */
export async function addSignaturePage(
  original: Uint8Array,
  page: SignaturePage,
): Promise<{ bytes: Buffer; places: Place[] }> {
  const made = await PDF.load(await makePage(page))
  const places = findMarks(made, page.signers.length)
  if (!places) throw new Error('the signature page has no marks')
  const pdf = await openForUpdate(original)
  const before = pdf.getPageCount()
  await pdf.copyPagesFrom(
    made,
    made.getPages().map((_, i) => i),
  )
  const bytes = Buffer.from(await pdf.save({ incremental: true }))
  if (!bytes.subarray(0, original.length).equals(original))
    throw new RuleBroken('signing.pdf_unreadable')
  return { bytes, places: places.map((place) => ({ ...place, page: before + place.page })) }
}

const perRow = 2

function makePage({ title, unitName, code, address, signers, at }: SignaturePage) {
  const rows = Array.from({ length: Math.ceil(signers.length / perRow) }, (_, i) =>
    signers.slice(i * perRow, (i + 1) * perRow),
  )
  return makePdf({
    title,
    at,
    pageNumbers: 'none',
    content: [
      paperTitle('Trang ký số', title),
      { text: unitName, alignment: 'center', margin: [0, 0, 0, 8] },
      ...rows.map((row, i) => signatures(row, i * perRow + 1)),
      qrWithText(address, [
        'Quét mã hoặc mở địa chỉ dưới đây để kiểm tra văn bản này có đúng bản đã ký hay không:',
        address,
        `Mã kiểm tra: ${codeInGroups(code)}`,
      ]),
    ],
  })
}
