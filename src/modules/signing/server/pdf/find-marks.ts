import { type PDF, PdfArray, PdfDict, PdfNumber, PdfRef, PdfString } from '@libpdf/core'
import { signatureBox, signatureMark } from '#platform/server/pdf/blocks.ts'
import type { Place } from './prepare-signature.ts'

/**
 * Where a PDF's maker left room for the signatures (`signatures` of blocks.ts): the first n marks, or
 * nothing where one is missing.
 */
export function findMarks(pdf: PDF, count: number): Place[] | undefined {
  const resolve = (ref: PdfRef) => pdf.getObject(ref)
  const names = pdf.getCatalog().getDict('Names', resolve)
  const root = names?.getDict('Dests', resolve)
  if (!root) return undefined
  const found = new Map<string, Place>()
  const pages = pdf.getPages().map((page) => `${page.ref.objectNumber}`)
  const visit = (node: PdfDict, depth: number) => {
    const kids = node.getArray('Kids', resolve)
    for (let i = 0; kids && depth < 8 && i < kids.length; i++) {
      const kid = object(pdf, kids.at(i))
      if (kid instanceof PdfDict) visit(kid, depth + 1)
    }
    const pairs = node.getArray('Names', resolve)
    for (let i = 0; pairs && i + 1 < pairs.length; i += 2) {
      const name = object(pdf, pairs.at(i))
      const place = placeAt(pdf, pairs.at(i + 1), pages)
      if (name instanceof PdfString && place) found.set(name.asString(), place)
    }
  }
  visit(root, 0)
  const places = Array.from({ length: count }, (_, i) => found.get(signatureMark(i + 1)))
  return places.every((place) => place !== undefined) ? (places as Place[]) : undefined
}

const object = (pdf: PDF, value: unknown) =>
  value instanceof PdfRef ? pdf.getObject(value) : value

/** `[page /XYZ x y zoom]`; the box hangs from its mark, centred. */
function placeAt(pdf: PDF, value: unknown, pages: string[]): Place | undefined {
  const array = object(pdf, value)
  if (!(array instanceof PdfArray)) return undefined
  const [page, x, y] = [array.at(0), array.at(2), array.at(3)]
  if (!(page instanceof PdfRef && x instanceof PdfNumber && y instanceof PdfNumber))
    return undefined
  const { width, height } = signatureBox
  return {
    page: pages.indexOf(`${page.objectNumber}`),
    x: Math.round(x.value - width / 2),
    y: Math.round(y.value - height - 4),
    width,
    height,
  }
}
