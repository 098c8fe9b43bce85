import type { App } from '#platform/server/app.ts'
import type { PostFile } from './queries.ts'

/**
 * A picture or a recording as an answer; of a recording also a part, without which some phones play none.
 * Nothing in it can run.
 */
export async function serveFile(
  app: App,
  file: Pick<PostFile, 'sha256' | 'mediaType' | 'name'>,
  options: { isPublic: boolean; range: string | null },
): Promise<Response> {
  const bytes = await app.files.read(file.sha256)
  const headers = {
    'content-type': file.mediaType,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': options.isPublic ? 'public, max-age=86400, immutable' : 'private, no-store',
  }
  const [from, to] = rangeOf(options.range, bytes.length) ?? [0, bytes.length - 1]
  const isPart = options.range !== null && to - from + 1 < bytes.length
  return new Response(new Uint8Array(bytes.subarray(from, to + 1)), {
    status: isPart ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(to - from + 1),
      ...(isPart && { 'content-range': `bytes ${from}-${to}/${bytes.length}` }),
    },
  })
}

/** `bytes=0-1023`, `bytes=1024-`, `bytes=-500`; nothing where it makes no sense, and then all of it is given. */
export function rangeOf(range: string | null, size: number): [number, number] | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (!first && !last) return undefined
  const from = first ? Number(first) : Math.max(0, size - Number(last))
  const to = first && last ? Math.min(Number(last), size - 1) : size - 1
  return from <= to && from < size ? [from, to] : undefined
}
