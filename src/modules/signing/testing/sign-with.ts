import { sign } from 'node:crypto'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { assembleCms, signedAttributes } from '../server/pdf/cms.ts'
import { embedSignature, prepareSignature } from '../server/pdf/prepare-signature.ts'
import type { Holder } from './keys.ts'

const at = new Date('2026-03-26T02:00:00Z')

/** Signs a PDF with a key at hand, as a person's device and the server do together. */
export async function signWith(pdf: Uint8Array, holder: Holder, name: string, x: number) {
  const picture = await makePdf({
    title: '',
    at,
    piece: { width: 200, height: 64 },
    content: [{ text: `Ký bởi: ${holder.name}`, fontSize: 10 }],
  })
  const prepared = await prepareSignature(pdf, {
    name,
    place: { page: 0, x, y: 300, width: 200, height: 64 },
    picture,
    signerName: holder.name,
    reason: 'Chủ tọa',
    at,
  })
  const attributes = signedAttributes(prepared.digest, holder.certificate)
  const cms = assembleCms({
    chain: holder.chain,
    digest: prepared.digest,
    signature: sign('sha256', attributes, holder.key),
  })
  return embedSignature(prepared.bytes, prepared.range, cms)
}
