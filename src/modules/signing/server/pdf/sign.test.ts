import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paragraph, signatures } from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import { poppler } from '#platform/testing/poppler.ts'
import { type Holder, makeAuthority } from '../../testing/keys.ts'
import { signWith } from '../../testing/sign-with.ts'
import { verifySignatures } from './verify-signatures.ts'

let folder: string
let twice: Buffer
let root: Holder
let issue: Awaited<ReturnType<typeof makeAuthority>>['issue']
const at = new Date('2026-03-26T02:00:00Z')
const aPaper = () =>
  makePdf({
    title: 'Biên bản',
    at,
    content: [paragraph('Số tiền: 1.000.000 đồng'), signatures([{ role: 'Thư ký', name: 'Mẩy' }])],
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xungkich-sign-'))
  const authority = await makeAuthority()
  root = authority.root
  issue = authority.issue
  const secretary = await issue({ name: 'Giàng Thị Mẩy' })
  const chair = await issue({ name: 'Vàng Mí Chứ', kind: 'ec' })
  const once = await signWith(await aPaper(), secretary, 'signature-1', 80)
  twice = await signWith(once, chair, 'signature-2', 320)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const pdfsig = async (bytes: Uint8Array) => {
  const path = join(folder, 'signed.pdf')
  await writeFile(path, bytes)
  return poppler('pdfsig', '-nocert', path)
}

test('two persons sign one after another and a reader that is not ours accepts both', async () => {
  const said = await pdfsig(twice)
  expect(said.match(/Signature is Valid/g)).toHaveLength(2)
  expect(said.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2)
  expect(said).toContain('Total document signed')
  const text = await poppler('pdftotext', '-layout', join(folder, 'signed.pdf'), '-')
  expect(text.normalize('NFC').replace(/\s+/g, ' ')).toContain('Ký bởi: Giàng Thị Mẩy')
})

test('our own check says who signed, as what and when, and whether the chain is trusted', async () => {
  const found = await verifySignatures(twice, [root.certificate])
  expect(found).toMatchObject({ isIntact: true, isTrusted: true })
  expect(found.signatures).toMatchObject([
    { signer: 'Giàng Thị Mẩy', isIntact: true, coversWholeFile: false, isChangedAfter: false, at },
    { signer: 'Vàng Mí Chứ', isIntact: true, coversWholeFile: true, issuer: 'CA thử nghiệm' },
  ])
  expect(await verifySignatures(twice)).toMatchObject({ isIntact: true, isTrusted: false })
})

test('whichever signed byte is changed, neither we nor pdfsig call it valid', async () => {
  const { signatures: known } = await verifySignatures(twice)
  expect(known).toHaveLength(2)
  // Each place in the first revision, and in what the second signer added, at steps that share no factor.
  for (let place = 9; place < twice.length; place += 3371) {
    const changed = Buffer.from(twice)
    changed[place] = (changed[place] ?? 0) ^ 1
    if (isPadding(place)) continue
    expect((await verifySignatures(changed)).isIntact, `byte ${place}`).toBe(false)
  }
  const changed = Buffer.from(twice)
  const amount = changed.indexOf('stream') + 12
  changed[amount] = (changed[amount] ?? 0) ^ 1
  expect(await pdfsig(changed)).not.toContain('Signature is Valid')
})

/** The zeros behind a signature, which no signature covers and no reader reads. */
const isPadding = (place: number) => {
  const gap = /<[0-9a-f]{60000,}>/g
  const text = twice.toString('latin1')
  return [...text.matchAll(gap)].some(
    ({ index, 0: hex }) => place > index && place < index + hex.length - 1,
  )
}

test('what is added behind the signatures, shown instead of or over what was signed, is told apart from a signature', async () => {
  const covered = await PDF.load(twice)
  covered.getPage(0)?.drawText('Số tiền: 9.000.000 đồng', { x: 80, y: 700 })
  const found = await verifySignatures(await covered.save({ incremental: true }))
  expect(found.isIntact).toBe(false)
  expect(found.signatures.every((one) => one.isChangedAfter)).toBe(true)
  const glued = await verifySignatures(Buffer.concat([twice, Buffer.from('\n%%EOF\n')]))
  expect(glued.isIntact).toBe(false)
})

test('text laid over a signed paper does not pass because somebody signs it afterwards', async () => {
  const chair = await issue({ name: 'Vàng Mí Chứ' })
  const first = await signWith(await aPaper(), chair, 'signature-1', 80)
  const covered = await PDF.load(first)
  covered.getPage(0)?.drawText('9.000.000', { x: 80, y: 700 })
  const again = await signWith(await covered.save({ incremental: true }), chair, 'signature-2', 300)
  const found = await verifySignatures(again)
  expect(found.signatures.map((one) => one.isIntact)).toEqual([true, true])
  expect(found.signatures[0]?.isChangedAfter).toBe(true)
  expect(found.isIntact).toBe(false)
})

test('a signature by an expired certificate does not hold, and what is no PDF has none', async () => {
  const late = await issue({ name: 'Hết Hạn', to: new Date('2026-01-01T00:00:00Z') })
  const signed = await signWith(await aPaper(), late, 'signature-1', 80)
  const found = await verifySignatures(signed, [root.certificate])
  expect(found.signatures).toMatchObject([{ isIntact: false, fault: 'certificate_out_of_time' }])
  expect(await verifySignatures(Buffer.from('no pdf'))).toMatchObject({ signatures: [] })
})
