import { ImportFileProblem } from '#platform/server/workbook/import-file-problem.ts'
import { openZip, type ZipArchive } from '#platform/server/workbook/zip-archive.ts'
import { FileProblem } from './file-problem.ts'

export type FileKind = 'pdf' | 'jpeg' | 'png' | 'webp' | 'docx' | 'xlsx' | 'txt'

export interface RecognisedFile {
  readonly kind: FileKind
  /** What it is served as; never what the sender said. */
  readonly mediaType: string
  /** Without a dot. */
  readonly extension: string
}

const openXml = 'application/vnd.openxmlformats-officedocument'
const mediaTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: `${openXml}.wordprocessingml.document`,
  xlsx: `${openXml}.spreadsheetml.sheet`,
  txt: 'text/plain; charset=utf-8',
}

/**
 * Says what a file is by what is in it; its name and what the browser says about it are not asked. A
 * file that could be read as two kinds, a program, a page and a paper with macros are refused: throws
 * {@link FileProblem} with the reason. `taken` limits what the caller takes.
 */
export async function recogniseFile(
  bytes: Uint8Array,
  taken?: readonly FileKind[],
): Promise<RecognisedFile> {
  const kind = await kindOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (taken && !taken.includes(kind))
    throw new FileProblem('kind_not_taken', { kind, taken: taken.join(', ') })
  return { kind, mediaType: mediaTypes[kind], extension: kind === 'jpeg' ? 'jpg' : kind }
}

async function kindOf(bytes: Buffer): Promise<FileKind> {
  if (bytes.length === 0) throw new FileProblem('empty')
  refusePrograms(bytes)
  if (startsWith(bytes, '504b0304')) return kindOfZip(bytes)
  if (startsWith(bytes, 'd0cf11e0a1b11ae1')) throw new FileProblem('legacy_office')
  const kind = kindByStart(bytes)
  if (kind === 'txt') return kind
  // A zip is read from its end, and some readers look for a PDF's head anywhere in the first kilobyte:
  // one within something else would be both.
  if (zipEnd(bytes) !== undefined) throw new FileProblem('polyglot')
  if (kind !== 'pdf' && hasPdfHead(bytes)) throw new FileProblem('polyglot')
  return kind
}

function kindByStart(bytes: Buffer): FileKind {
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return checkPdf(bytes)
  if (startsWith(bytes, 'ffd8ff')) return checkJpeg(bytes)
  if (startsWith(bytes, '89504e470d0a1a0a')) return checkPng(bytes)
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return checkWebp(bytes)
  if (hasPdfHead(bytes)) throw new FileProblem('polyglot')
  return checkText(bytes)
}

const hasPdfHead = (bytes: Buffer) => bytes.subarray(0, 2048).includes('%PDF-')

const startsWith = (bytes: Buffer, hex: string) =>
  bytes.subarray(0, hex.length / 2).equals(Buffer.from(hex, 'hex'))

const programStarts = [
  '4d5a', // Windows
  '7f454c46', // Linux
  'feedface',
  'feedfacf',
  'cefaedfe',
  'cffaedfe', // macOS
  'cafebabe', // Java, and macOS for several processors
  '0061736d', // WebAssembly
  '6465780a', // Android
  '2321', // a script: #!
  '4c00000001140200', // a Windows shortcut
]

function refusePrograms(bytes: Buffer) {
  if (programStarts.some((start) => startsWith(bytes, start))) throw new FileProblem('program')
}

function checkPdf(bytes: Buffer): FileKind {
  const end = bytes.lastIndexOf('%%EOF')
  if (end < 0 || !bytes.subarray(Math.max(0, end - 1024), end).includes('startxref'))
    throw new FileProblem('damaged')
  const rest = bytes.subarray(end + 5)
  // Line ends and a few zero bytes are left by honest programs; anything else is another file.
  if (rest.length > 1024 || rest.some((byte) => ![0x00, 0x0a, 0x0d, 0x20].includes(byte)))
    throw new FileProblem('polyglot')
  return 'pdf'
}

function checkJpeg(bytes: Buffer): FileKind {
  if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 2) throw new FileProblem('damaged')
  return 'jpeg'
}

function checkPng(bytes: Buffer): FileKind {
  let at = 8
  for (let first = true; at + 12 <= bytes.length; first = false) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (first && name !== 'IHDR') break
    at += 12 + length
    if (name !== 'IEND') continue
    if (at !== bytes.length) throw new FileProblem(at > bytes.length ? 'damaged' : 'polyglot')
    return 'png'
  }
  throw new FileProblem('damaged')
}

function checkWebp(bytes: Buffer): FileKind {
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw new FileProblem('damaged')
  if (end + 1 < bytes.length) throw new FileProblem('polyglot')
  return 'webp'
}

function checkText(bytes: Buffer): FileKind {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileProblem('unknown')
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what no text has.
  if (/[\x00-\x08\x0b\x0e-\x1f\x7f]/.test(text)) throw new FileProblem('unknown')
  if (/^\s*<[!?a-z]/i.test(text) || /<(script|html|svg|iframe|body)\b/i.test(text.slice(0, 4096)))
    throw new FileProblem('markup')
  return 'txt'
}

/** Where a zip's directory ends, if its comment reaches exactly to the end of the file. */
function zipEnd(bytes: Buffer): number | undefined {
  const from = Math.max(0, bytes.length - 22 - 0xffff)
  const mark = Buffer.from('504b0506', 'hex')
  for (let at = bytes.lastIndexOf(mark); at >= from; at = bytes.lastIndexOf(mark, at - 1)) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at
    if (at === 0) break
  }
  return undefined
}

/** The least that Office's own papers unpack to is a few kilobytes; a list of parts is never a megabyte. */
const contentTypesBytes = 1_000_000

async function kindOfZip(bytes: Buffer): Promise<FileKind> {
  if (zipEnd(bytes) === undefined) throw new FileProblem('damaged')
  try {
    const zip = openZip(bytes)
    if (!zip.has('[Content_Types].xml')) throw new FileProblem('unknown')
    return officeKind(zip, await zip.text('[Content_Types].xml', contentTypesBytes))
  } catch (error) {
    if (error instanceof ImportFileProblem) throw new FileProblem('damaged')
    throw error
  }
}

function officeKind(zip: ZipArchive, contentTypes: string): FileKind {
  const active = /vbaProject|macroEnabled|activeX|macrosheet|\.(exe|dll|js|vbs|ps1|bat|cmd|scr)$/i
  if (active.test(contentTypes) || zip.names().some((name) => active.test(name)))
    throw new FileProblem('macros')
  if (zip.has('word/document.xml')) return 'docx'
  if (zip.has('xl/workbook.xml')) return 'xlsx'
  throw new FileProblem('unknown')
}
