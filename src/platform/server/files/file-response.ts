import { Readable } from 'node:stream'

export interface ServedFile {
  /** Without its ending. */
  name: string
  extension: string
  mediaType: string
  size?: number
  /** Shown by the browser where it can; else it is saved. */
  inline?: boolean
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^\w .-]+/g, '-')

/**
 * A file as an answer: as the kind that its bytes were found to be, under its Vietnamese name, and such
 * that no browser takes it for a page.
 */
export function fileResponse(content: Readable | Uint8Array, file: ServedFile): Response {
  const body =
    content instanceof Uint8Array
      ? new Uint8Array(content)
      : (Readable.toWeb(content) as ReadableStream<Uint8Array>)
  const size = content instanceof Uint8Array ? content.length : file.size
  const written = `${file.name.replaceAll(/[/\\]/g, '-')}.${file.extension}`
  return new Response(body, {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `${file.inline ? 'inline' : 'attachment'}; filename="${plain(written)}"; filename*=UTF-8''${encodeURIComponent(written)}`,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      ...(size === undefined ? {} : { 'content-length': String(size) }),
    },
  })
}
