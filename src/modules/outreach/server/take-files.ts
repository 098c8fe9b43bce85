import type { App } from '#platform/server/app.ts'
import type { Asking } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cleanPhoto } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { limits } from '../limits.ts'
import { attachFile } from './commands/attach-file.ts'
import { recogniseAudio } from './recognise-audio.ts'

interface Checked {
  kind: 'picture' | 'audio'
  mediaType: string
  bytes: Uint8Array
}

/** Looks at a file by its content: pictures are drawn anew, without where they were taken. */
async function check(file: File): Promise<Checked> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length > Math.max(limits.pictureBytes, limits.audioBytes))
    throw new FileProblem('too_large', { limit: limits.audioBytes / 1024 / 1024 })
  if (/^audio\/|\.(mp3|ogg|opus|oga|m4a)$/i.test(`${file.type} ${file.name}`))
    return { kind: 'audio', mediaType: recogniseAudio(bytes).mediaType, bytes }
  await recogniseFile(bytes, ['jpeg', 'png', 'webp'])
  return { kind: 'picture', mediaType: 'image/jpeg', bytes: await cleanPhoto(bytes) }
}

const shortName = (file: File) =>
  file.name
    .normalize('NFC')
    .replace(/[\p{Cc}/\\]/gu, ' ')
    .trim()
    .slice(-150) || 'tep'

/** Keeps the file of a form's field `file` and ties it to a draft; without one it is a fault of that field. */
export async function keepFile(
  app: App,
  asking: Asking,
  form: FormData,
  postId: string,
): Promise<void> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0)
    throw new Invalid([{ path: 'file', code: 'required' }])
  const { kind, mediaType, bytes } = await check(file)
  const { sha256, size } = await app.files.put(bytes, { limit: limits.audioBytes })
  await app.run(asking, attachFile, {
    id: uuidv7(),
    postId,
    kind,
    language: kind === 'audio' ? String(form.get('language') ?? 'vi') : undefined,
    description: form.get('description') ?? undefined,
    name: shortName(file),
    mediaType,
    size,
    sha256,
  })
}
