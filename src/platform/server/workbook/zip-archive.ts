import { createInflateRaw } from 'node:zlib'
import { ImportFileProblem } from './import-file-problem.ts'

interface Entry {
  method: number
  packedBytes: number
  headerAt: number
}

/** A zip held in memory whose parts unpack as a stream, never past a given number of bytes. */
export interface ZipArchive {
  has(name: string): boolean
  names(): string[]
  /** Unpacks a part piece by piece; a part that grows past the limit ends it (zip bombs). */
  unpack(name: string, limit: number): AsyncGenerator<Uint8Array>
  /** Unpacks a small part of UTF-8 text at once. */
  text(name: string, limit: number): Promise<string>
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const damaged = () => new ImportFileProblem('damaged')

/** Reads a zip's directory; what it says about unpacked sizes is not believed anywhere. */
export function openZip(bytes: Uint8Array): ZipArchive {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(view)

  async function* unpack(name: string, limit: number): AsyncGenerator<Uint8Array> {
    const entry = entries.get(name)
    if (!entry) throw damaged()
    const packed = packedBytes(view, entry)
    let unpacked = 0
    for await (const piece of inflate(packed, entry.method)) {
      unpacked += piece.length
      if (unpacked > limit) throw new ImportFileProblem('too_large', { part: name })
      yield piece
    }
  }

  return {
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    unpack,
    text: async (name, limit) => {
      const pieces: Uint8Array[] = []
      for await (const piece of unpack(name, limit)) pieces.push(piece)
      return Buffer.concat(pieces).toString('utf8')
    },
  }
}

function readDirectory(view: Buffer): Map<string, Entry> {
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== endSignature) throw damaged()
  const count = view.readUInt16LE(end + 10)
  let at = view.readUInt32LE(end + 16)
  const entries = new Map<string, Entry>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== entrySignature) throw damaged()
    const nameLength = view.readUInt16LE(at + 28)
    // Some programs write `\` between folders, against the standard.
    const name = view.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    entries.set(name, {
      method: view.readUInt16LE(at + 10),
      packedBytes: view.readUInt32LE(at + 20),
      headerAt: view.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32)
  }
  return entries
}

function packedBytes(view: Buffer, entry: Entry): Buffer {
  const at = entry.headerAt
  if (at + 30 > view.length || view.readUInt32LE(at) !== localSignature) throw damaged()
  const start = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  if (start + entry.packedBytes > view.length) throw damaged()
  return view.subarray(start, start + entry.packedBytes)
}

async function* inflate(packed: Buffer, method: number): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    yield packed
    return
  }
  if (method !== 8) throw damaged()
  const stream = createInflateRaw({ chunkSize: 64 * 1024 })
  stream.end(packed)
  try {
    for await (const piece of stream) yield piece as Uint8Array
  } catch (error) {
    // zlib's own complaints about the data carry a code; anything else is not about the file.
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw damaged()
    throw error
  } finally {
    stream.destroy()
  }
}
