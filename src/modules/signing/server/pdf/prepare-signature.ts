import { createHash } from 'node:crypto'
import {
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'
import { RuleBroken } from '#platform/server/errors.ts'

/** Bytes kept free for a signature with its chain and a time stamp; 12 KiB is too little for the latter. */
export const reservedBytes = 32 * 1024

/** Where a signature's picture stands, in points from the lower left of the page (from 0). */
export interface Place {
  page: number
  x: number
  y: number
  width: number
  height: number
}

export interface SignatureField {
  /** The field's name, unique within the PDF. */
  name: string
  place: Place
  /** A PDF whose first page is the picture. */
  picture: Uint8Array
  signerName: string
  /** In which role they sign. */
  reason: string
  location?: string
  at: Date
}

/** Four numbers: two stretches of bytes that are signed, from and how many. */
export type ByteRange = readonly [number, number, number, number]

export interface PreparedPdf {
  /** The PDF with the new field and zeros where the signature will stand. */
  bytes: Buffer
  range: ByteRange
  /** SHA-256 of what is signed. */
  digest: Buffer
}

/**
 * Appends a signature field to a PDF as an incremental update: every byte that was there stays, so that
 * earlier signatures stay valid. Throws {@link RuleBroken} `signing.pdf_unreadable` where the PDF cannot
 * be changed that way (encrypted, or with a broken table of contents).
 */
export async function prepareSignature(
  original: Uint8Array,
  field: SignatureField,
): Promise<PreparedPdf> {
  const pdf = await openForUpdate(original)
  const page = pdf.getPage(field.place.page)
  if (!page) throw new RuleBroken('signing.pdf_unreadable')
  const picture = await pdf.embedPage(await PDF.load(field.picture), 0)
  fitPicture(pdf.getObject(picture.ref), picture.width, picture.height, field.place)

  const value = pdf.register(signatureValue(field))
  const widget = pdf.register(widgetOf(field, value, picture.ref, page.ref))
  appendTo(pdf, page.dict, 'Annots', widget)
  addToForm(pdf, widget)

  const saved = Buffer.from(await pdf.save({ incremental: true }))
  if (!saved.subarray(0, original.length).equals(original))
    throw new RuleBroken('signing.pdf_unreadable')
  return fillByteRange(saved, original.length)
}

/** Opens a PDF that can be added to without rewriting it. */
export async function openForUpdate(bytes: Uint8Array): Promise<PDF> {
  let pdf: PDF
  try {
    pdf = await PDF.load(bytes)
  } catch (cause) {
    throw new RuleBroken('signing.pdf_unreadable', { cause: String(cause).slice(0, 200) })
  }
  if (pdf.isEncrypted || pdf.recoveredViaBruteForce || pdf.getPageCount() === 0)
    throw new RuleBroken('signing.pdf_unreadable')
  return pdf
}

const signatureValue = (field: SignatureField) =>
  PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    ByteRange: numbers(0, rangePlaceholder, rangePlaceholder, rangePlaceholder),
    Contents: PdfString.fromBytes(new Uint8Array(reservedBytes)),
    M: PdfString.fromString(pdfTime(field.at)),
    Name: PdfString.fromString(field.signerName),
    Reason: PdfString.fromString(field.reason),
    ...(field.location ? { Location: PdfString.fromString(field.location) } : {}),
  })

const rangePlaceholder = 9_999_999_999

const numbers = (...all: number[]) => new PdfArray(all.map((number) => PdfNumber.of(number)))

const printAndLocked = 4 + 128

function widgetOf(field: SignatureField, value: PdfRef, picture: PdfRef, page: PdfRef) {
  const { x, y, width, height } = field.place
  return PdfDict.of({
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    FT: PdfName.of('Sig'),
    T: PdfString.fromString(field.name),
    V: value,
    F: PdfNumber.of(printAndLocked),
    P: page,
    Rect: numbers(x, y, x + width, y + height),
    AP: PdfDict.of({ N: picture }),
  })
}

/** Scales the picture into its rectangle without bending it. */
function fitPicture(form: unknown, width: number, height: number, place: Place) {
  if (!(form instanceof PdfStream)) throw new Error('the picture is no form')
  const scale = Math.min(place.width / width, place.height / height)
  form.set('Matrix', numbers(scale, 0, 0, scale, 0, 0))
}

function appendTo(pdf: PDF, dict: PdfDict, key: string, ref: PdfRef) {
  const there = dict.getArray(key, (one) => pdf.getObject(one))
  if (there) there.push(ref)
  else dict.set(key, new PdfArray([ref]))
}

const signaturesExistAndAppendOnly = 1 + 2

function addToForm(pdf: PDF, widget: PdfRef) {
  const catalog = pdf.getCatalog()
  let form = catalog.getDict('AcroForm', (one) => pdf.getObject(one))
  if (!form) {
    form = PdfDict.of({ Fields: new PdfArray([]) })
    catalog.set('AcroForm', pdf.register(form))
  }
  form.set('SigFlags', PdfNumber.of(signaturesExistAndAppendOnly))
  appendTo(pdf, form, 'Fields', widget)
}

/** Writes the true byte range over its placeholder and hashes what it covers. */
function fillByteRange(bytes: Buffer, from: number): PreparedPdf {
  const zeros = Buffer.from(`<${'0'.repeat(reservedBytes * 2)}>`)
  const open = bytes.indexOf(zeros, from)
  const placeholder = `[0 ${rangePlaceholder} ${rangePlaceholder} ${rangePlaceholder}]`
  const rangeAt = bytes.indexOf(placeholder, from)
  if (open < 0 || rangeAt < 0) throw new Error('the placeholders of the signature are not there')
  const close = open + zeros.length
  const range: ByteRange = [0, open, close, bytes.length - close]
  bytes.write(`[${range.join(' ')}]`.padEnd(placeholder.length), rangeAt, 'latin1')
  return { bytes, range, digest: digestOf(bytes, range) }
}

/** SHA-256 over the stretches that a signature covers. */
export const digestOf = (bytes: Uint8Array, [a, b, c, d]: ByteRange): Buffer =>
  createHash('sha256')
    .update(bytes.subarray(a, a + b))
    .update(bytes.subarray(c, c + d))
    .digest()

/** Puts a signature into the place kept for it. Throws where it does not fit. */
export function embedSignature(prepared: Uint8Array, range: ByteRange, cms: Uint8Array): Buffer {
  const room = range[2] - range[1] - 2
  const hex = Buffer.from(cms).toString('hex')
  if (hex.length > room) throw new RuleBroken('signing.signature_too_large')
  const bytes = Buffer.from(prepared)
  bytes.write(hex.padEnd(room, '0'), range[1] + 1, 'latin1')
  return bytes
}

/** `D:20260326090000+07'00'`: the time in Vietnam's zone. */
function pdfTime(at: Date): string {
  const there = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `D:${there.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`
}
