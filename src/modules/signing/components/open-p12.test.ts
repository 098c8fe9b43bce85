import { verify, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import * as files from '../testing/p12-files.ts'
import { openP12 } from './open-p12.ts'

const content = new TextEncoder().encode('what is to be signed')

test.each([
  ['RC2 and triple DES', files.rc2, 'der'],
  ['triple DES', files.tripleDes, 'der'],
  ['AES', files.aes, 'der'],
  ['an elliptic key', files.elliptic, 'ieee-p1363'],
] as const)(
  'a file with %s opens with its password, and its key signs for its certificate',
  async (_name, file, dsaEncoding) => {
    const opened = openP12(file, files.p12Password)
    expect(opened.chain).toHaveLength(2)
    const certificate = new X509Certificate(Buffer.from(opened.chain[0] ?? '', 'base64'))
    expect(certificate.subject).toContain('CN=Giàng Thị Mẩy')
    const authority = new X509Certificate(Buffer.from(opened.chain[1] ?? '', 'base64'))
    expect(certificate.verify(authority.publicKey)).toBe(true)
    const signature = await opened.sign(content)
    expect(verify('sha256', content, { key: certificate.publicKey, dsaEncoding }, signature)).toBe(
      true,
    )
  },
)

test.each([
  ['a wrong password', files.aes, 'sai', 'wrong_password'],
  ['a wrong password of an old file', files.rc2, 'sai', 'wrong_password'],
  ['a file without the key', files.withoutKey, files.p12Password, 'no_key'],
  ['a file of another kind', Buffer.from('%PDF-1.7'), 'x', 'wrong_file'],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'x', 'wrong_file'],
  ['nothing', Buffer.alloc(0), 'x', 'wrong_file'],
  ['a file cut short', files.aes.subarray(0, 900), files.p12Password, 'wrong_file'],
])('%s is told by its reason', (_name, file, password, fault) => {
  expect(() => openP12(file, password)).toThrow(expect.objectContaining({ fault }))
})

test('without the browser’s own cryptography an RSA key still signs', async () => {
  const opened = openP12(files.tripleDes, files.p12Password)
  const certificate = new X509Certificate(Buffer.from(opened.chain[0] ?? '', 'base64'))
  const before = globalThis.crypto
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true })
  try {
    const signature = await opened.sign(content)
    expect(verify('sha256', content, certificate.publicKey, signature)).toBe(true)
  } finally {
    Object.defineProperty(globalThis, 'crypto', { value: before, configurable: true })
  }
})
