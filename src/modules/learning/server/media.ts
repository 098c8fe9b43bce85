import type { App } from '#platform/server/app.ts'
import { cleanPhoto } from '#platform/server/files/clean-photo.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { stripPicture } from '#platform/server/files/strip-picture.ts'
import { limits } from '../limits.ts'
import { builtInMedia } from './built-in-media.ts'
import { checkDrawing } from './drawing.ts'

/** What a medium is by its bytes; its name only says what it claims to be. */
interface Kind {
  mediaType: string
  endings: readonly string[]
  limit: number
}
interface Picture extends Kind {
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
}

const drawing: Kind = { mediaType: 'image/svg+xml', endings: ['svg'], limit: limits.drawingBytes }
const pictures: Record<string, Picture> = {
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg'], limit: limits.pictureBytes },
  png: { mediaType: 'image/png', endings: ['png'], limit: limits.pictureBytes },
  webp: { mediaType: 'image/webp', endings: ['webp'], limit: limits.pictureBytes },
}
const sounds: Record<string, Kind> = {
  mp3: { mediaType: 'audio/mpeg', endings: ['mp3'], limit: limits.audioBytes },
  m4a: { mediaType: 'audio/mp4', endings: ['m4a'], limit: limits.audioBytes },
  ogg: { mediaType: 'audio/ogg', endings: ['ogg'], limit: limits.audioBytes },
  mp4: { mediaType: 'video/mp4', endings: ['mp4'], limit: limits.videoBytes },
  webm: { mediaType: 'video/webm', endings: ['webm'], limit: limits.videoBytes },
}

/** Sound and video by the first bytes of their containers. */
function soundOf(bytes: Buffer): Kind | undefined {
  const start = bytes.toString('latin1', 0, 4)
  if (start.startsWith('ID3') || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2))
    return sounds.mp3
  if (start === 'OggS') return sounds.ogg
  if (bytes.readUInt32BE(0) === 0x1a45dfa3) return sounds.webm
  if (bytes.toString('latin1', 4, 8) === 'ftyp')
    return bytes.toString('latin1', 8, 11) === 'M4A' ? sounds.m4a : sounds.mp4
  return undefined
}

async function kindOf(bytes: Buffer, ending: string): Promise<Kind> {
  if (bytes.length < 12) throw new FileProblem('empty')
  if (ending === 'svg') {
    if (bytes.length > drawing.limit) throw tooLarge(drawing)
    checkDrawing(bytes)
    return drawing
  }
  const sound = soundOf(bytes)
  if (sound) return sound
  const { kind } = await recogniseFile(bytes, ['jpeg', 'png', 'webp'])
  const picture = pictures[kind]
  if (!picture) throw new FileProblem('kind_not_taken', { kind, taken: 'jpg, png, webp' })
  return picture
}

const isPicture = (kind: Kind): kind is Picture => Object.values(pictures).includes(kind as Picture)

const tooLarge = ({ limit }: Kind) =>
  new FileProblem('too_large', { limit: Math.round((limit / 1024 / 1024) * 100) / 100 })

export interface CheckedMedia {
  name: string
  mediaType: string
  bytes: Uint8Array
}

/**
 * Looks at a medium of a course by its content: that it is what its name says, and no larger than a weak
 * phone bears. A photo that somebody hands in (`shrink`) is drawn anew, small; any other keeps its name and format.
 * Neither says any more where it was taken: whoever made a course's file need not have thought of it.
 */
export async function checkMedia(
  name: string,
  given: Uint8Array,
  options: { shrink?: boolean } = {},
): Promise<CheckedMedia> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  const kind = await kindOf(bytes, ending)
  if (isPicture(kind) && options.shrink) {
    const small = await cleanPhoto(bytes)
    if (small.length > limits.pictureBytes) throw tooLarge(kind)
    return { name: name.replace(/\.[a-z0-9]+$/i, '.jpg'), mediaType: 'image/jpeg', bytes: small }
  }
  if (!kind.endings.includes(ending))
    throw new FileProblem('kind_not_taken', { kind: kind.endings[0] ?? '', taken: ending })
  if (bytes.length > kind.limit) throw tooLarge(kind)
  if (!isPicture(kind)) return { name, mediaType: kind.mediaType, bytes }
  const stripped = await stripPicture(bytes, kind.mediaType)
  if (stripped.length > kind.limit) throw tooLarge(kind)
  return { name, mediaType: kind.mediaType, bytes: stripped }
}

/** A name as media have it, out of the one that a file came with. */
export function mediaNameFrom(fileName: string): string {
  const [, base = '', ending = ''] = /^(.*)\.([a-z0-9]+)$/i.exec(fileName) ?? [null, fileName, '']
  const plain = base
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50)
  return `${plain || 'tep'}.${ending.toLowerCase().replace('jpeg', 'jpg')}`
}

/** Keeps checked media in the store: what a command then ties to a course. */
export async function keepMedia(app: Pick<App, 'files'>, id: string, media: CheckedMedia) {
  const { sha256, size } = await app.files.put(media.bytes, { limit: limits.videoBytes })
  return { id, name: media.name, mediaType: media.mediaType, sha256, size }
}

/** The bytes of a medium. */
export const readMedia = async (app: Pick<App, 'files'>, sha256: string): Promise<Buffer> =>
  builtInMedia(sha256) ?? app.files.read(sha256)

/**
 * A medium as an answer: whole, or the part that a player asks for. Nothing in it can run, whatever it is.
 */
export async function mediaResponse(
  app: Pick<App, 'files'>,
  media: { mediaType: string; sha256: string },
  options: { range?: string | null; isPublic?: boolean } = {},
): Promise<Response> {
  const bytes = await readMedia(app, media.sha256)
  const headers: Record<string, string> = {
    'content-type': media.mediaType,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    'content-disposition': 'inline',
    'cache-control': options.isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
  }
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(options.range ?? '') ?? []
  if (!from && !to)
    return new Response(new Uint8Array(bytes), {
      headers: { ...headers, 'content-length': String(bytes.length) },
    })
  const first = from ? Number(from) : Math.max(0, bytes.length - Number(to))
  const last = from && to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1
  if (first > last || first >= bytes.length)
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes.length}` },
    })
  const part = bytes.subarray(first, last + 1)
  return new Response(new Uint8Array(part), {
    status: 206,
    headers: {
      ...headers,
      'content-length': String(part.length),
      'content-range': `bytes ${first}-${last}/${bytes.length}`,
    },
  })
}
