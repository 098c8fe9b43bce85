import { FileProblem } from '#platform/server/files/file-problem.ts'

export interface RecognisedAudio {
  mediaType: 'audio/mpeg' | 'audio/ogg' | 'audio/mp4'
  extension: 'mp3' | 'ogg' | 'm4a'
}

/** Says by its first bytes what a recorded voice is: MP3, Ogg (Opus) or M4A, as phones record. Throws FileProblem for all else. */
export function recogniseAudio(bytes: Uint8Array): RecognisedAudio {
  if (bytes.length === 0) throw new FileProblem('empty')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16))
  const text = head.toString('latin1')
  if (text.startsWith('OggS')) return { mediaType: 'audio/ogg', extension: 'ogg' }
  if (/^....ftyp(M4A |M4B |mp4[12]|isom|3gp[4-6])/s.test(text))
    return { mediaType: 'audio/mp4', extension: 'm4a' }
  const isFrame = head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2
  if (text.startsWith('ID3') || isFrame) return { mediaType: 'audio/mpeg', extension: 'mp3' }
  throw new FileProblem('kind_not_taken', { kind: '?', taken: 'mp3, ogg, m4a' })
}
