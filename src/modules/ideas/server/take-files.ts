import { Readable } from 'node:stream'
import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cleanPhoto } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { limits } from '../limits.ts'
import { attachFile } from './commands/attach-file.ts'
import type { IdeaFile } from './queries.ts'

const taken = ['jpeg', 'png', 'webp', 'pdf', 'docx', 'xlsx'] as const
const photos = ['jpeg', 'png', 'webp']

/** A file that was looked at and may be kept. */
export interface CheckedFile {
  id: string
  name: string
  mediaType: string
  bytes: Uint8Array
  isPhoto: boolean
}

/** The files of a form's field, those that were chosen. */
export const chosenFiles = (form: FormData, field = 'files'): File[] =>
  form.getAll(field).filter((one): one is File => one instanceof File && one.size > 0)

/**
 * Looks at what somebody sent, by its content: photos are drawn anew (small, without where they were
 * taken). Throws Invalid at the field `files`, before anything is kept.
 */
export async function checkFiles(files: readonly File[]): Promise<CheckedFile[]> {
  if (files.length > limits.files)
    throw new Invalid([{ path: 'files', code: 'list_too_big', details: { limit: limits.files } }])
  const checked: CheckedFile[] = []
  for (const file of files)
    checked.push(await checkFile(uuidv7(), file.name, new Uint8Array(await file.arrayBuffer())))
  return checked
}

/** The same for one file, under an id that the sender made. */
export async function checkFile(id: string, name: string, bytes: Uint8Array): Promise<CheckedFile> {
  if (bytes.length > limits.fileBytes)
    throw new FileProblem('too_large', { limit: limits.fileBytes / 1024 / 1024 })
  const { kind, mediaType } = await recogniseFile(bytes, taken)
  const shortName =
    name
      .normalize('NFC')
      .replace(/[\p{Cc}/\\]/gu, ' ')
      .trim()
      .slice(-150) || kind
  if (!photos.includes(kind)) return { id, name: shortName, mediaType, bytes, isPhoto: false }
  const clean = await cleanPhoto(bytes)
  const photoName = `${shortName.replace(/\.[a-z]+$/i, '')}.jpg`
  return { id, name: photoName, mediaType: 'image/jpeg', bytes: clean, isPhoto: true }
}

/** Keeps checked files and ties them to an idea, each once. */
export async function keepFiles(
  app: App,
  asking: Asking,
  ideaId: string,
  files: readonly CheckedFile[],
): Promise<void> {
  for (const { id, name, mediaType, bytes, isPhoto } of files) {
    const { sha256, size } = await app.files.put(bytes, { limit: limits.fileBytes })
    await app.run(asking, attachFile, { id, ideaId, name, mediaType, size, sha256, isPhoto })
  }
}

/**
 * A file as an answer: pictures are shown, everything else is only ever saved, and nothing in it can run.
 */
export async function fileResponse(
  app: App,
  file: IdeaFile,
  options: { isPublic?: boolean } = {},
): Promise<Response> {
  const { size, stream } = await app.files.open(file.sha256)
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(size),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': `${file.isPhoto ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'cache-control': options.isPublic ? 'public, max-age=86400, immutable' : 'private, no-store',
    },
  })
}
