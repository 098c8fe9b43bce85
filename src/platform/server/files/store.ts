import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { FileProblem, StoredFileDamaged } from './file-problem.ts'
import { makeFolder } from './make-folder.ts'

/** The most that one file may have where nothing else is said: 50 MB. */
export const fileBytes = 50 * 1024 * 1024

export interface StoredFile {
  /** SHA-256 of the bytes in 64 hex digits: the file's name, and the proof that it is whole. */
  readonly sha256: string
  readonly size: number
}

export interface FileStore {
  /**
   * Keeps bytes under their SHA-256; the same bytes a second time change nothing. When it answers they
   * are on the disk. Throws {@link FileProblem} `files.empty` or `files.too_large` (limit in bytes,
   * 50 MB unless said), and then nothing is kept.
   */
  put(
    content: Uint8Array | AsyncIterable<Uint8Array>,
    options?: { limit?: number },
  ): Promise<StoredFile>
  /** The whole file. Throws {@link StoredFileDamaged} where it is missing or no longer what it was. */
  read(sha256: string): Promise<Buffer>
  /**
   * The file as a stream with its size. The last piece comes only after the bytes were found to be what
   * they were, so that a damaged file ends in an error and never looks whole.
   */
  open(sha256: string): Promise<{ size: number; stream: Readable }>
  has(sha256: string): Promise<boolean>
}

/**
 * Files on the disk, named by what is in them: `DATA_DIR/files/ab/cd/abcd….` A file is written beside
 * its place, flushed and renamed, so that no crash leaves half of one, and it is never changed again.
 * Which person may read a file is for the module to know that holds its SHA-256.
 */
export function openFileStore(dataDirectory: string): FileStore {
  const root = resolve(dataDirectory, 'files')
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new StoredFileDamaged(String(sha256).slice(0, 80))
    return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }

  return {
    put: async (content, { limit = fileBytes } = {}) => {
      const incoming = join(root, 'incoming')
      await makeFolder(incoming)
      const temporary = join(incoming, randomUUID())
      try {
        const stored = await writeAndHash(temporary, content, limit)
        await settle(temporary, place(stored.sha256), stored.sha256)
        return stored
      } finally {
        await rm(temporary, { force: true })
      }
    },
    read: async (sha256) => {
      const bytes = await readFile(place(sha256)).catch((error) => {
        throw damagedIfMissing(error, sha256)
      })
      if (sha256Of(bytes) !== sha256) throw new StoredFileDamaged(sha256)
      return bytes
    },
    open: async (sha256) => {
      const path = place(sha256)
      const { size } = await stat(path).catch((error) => {
        throw damagedIfMissing(error, sha256)
      })
      const verifier = verifyBeforeEnd(sha256)
      const source = createReadStream(path)
      source.on('error', (error) => verifier.destroy(error))
      verifier.on('close', () => source.destroy())
      return { size, stream: source.pipe(verifier) }
    },
    has: (sha256) =>
      stat(place(sha256)).then(
        () => true,
        () => false,
      ),
  }
}

/** The name under which bytes are kept. */
export const sha256Of = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

async function writeAndHash(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  limit: number,
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    const pieces = content instanceof Uint8Array ? [content] : content
    for await (const piece of pieces) {
      size += piece.length
      if (size > limit)
        throw new FileProblem('too_large', { limit: Math.round(limit / 1024 / 1024) })
      hash.update(piece)
      await writeAll(file, piece)
    }
    if (size === 0) throw new FileProblem('empty')
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let written = 0; written < piece.length; )
    written += (await file.write(piece, written)).bytesWritten
}

/** Moves a written file to its place; one that is there and whole stays, one that rotted is mended. */
async function settle(temporary: string, path: string, sha256: string): Promise<void> {
  const there = await readFile(path).catch(() => undefined)
  if (there && sha256Of(there) === sha256) {
    // Young again: nothing that looks for forgotten files may take what is wanted once more.
    const now = new Date()
    await utimes(path, now, now)
    return
  }
  await makeFolder(dirname(path))
  await rename(temporary, path)
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function verifyBeforeEnd(sha256: string): Transform {
  const hash = createHash('sha256')
  let held: Buffer | undefined
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      if (held) this.push(held)
      held = piece
      done()
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) return done(new StoredFileDamaged(sha256))
      if (held) this.push(held)
      done()
    },
  })
}

const damagedIfMissing = (error: NodeJS.ErrnoException, sha256: string) =>
  error.code === 'ENOENT' ? new StoredFileDamaged(sha256, error) : error
