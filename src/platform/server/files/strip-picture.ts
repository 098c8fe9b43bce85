import { cleanPhoto } from './clean-photo.ts'
import { FileProblem } from './file-problem.ts'

/**
 * A picture in its own format, without place, camera or anything else that it says beside what is seen. Nothing is
 * lost of one that says nothing; a JPEG that does is drawn anew, since it may say by the same way how it is turned.
 * Throws {@link FileProblem} where it cannot be read.
 */
export async function stripPicture(
  bytes: Buffer,
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp',
): Promise<Buffer> {
  if (mediaType === 'image/png') return stripPng(bytes)
  if (mediaType === 'image/webp') return stripWebp(bytes)
  return saysMore(bytes) ? cleanPhoto(bytes) : bytes
}

/** Of a JPEG: anything but the picture, and how its colours are meant (JFIF, ICC, Adobe). */
function saysMore(jpeg: Buffer): boolean {
  let isScan = false
  let at = 2
  while (at + 4 <= jpeg.length) {
    const marker = jpeg.readUInt16BE(at)
    // Within a scan there are data: all but what begins with ff and is neither ff00 nor a mark to set in again.
    if (isScan && (marker <= 0xff00 || (marker & 0xfff8) === 0xffd0)) {
      at += 1
      continue
    }
    if (marker < 0xffc0 || marker === 0xffd9) return true
    const said = jpeg.toString('latin1', at + 4, at + 16)
    const isSaid = marker === 0xfffe || (marker & 0xfff0) === 0xffe0
    if (isSaid && !isOfColours(marker, said)) return true
    isScan ||= marker === 0xffda
    at += 2 + jpeg.readUInt16BE(at + 2)
  }
  return at + 2 > jpeg.length || jpeg.readUInt16BE(jpeg.length - 2) !== 0xffd9
}

const isOfColours = (marker: number, said: string) =>
  (marker === 0xffe0 && said.startsWith('JFIF\0')) ||
  (marker === 0xffe2 && said.startsWith('ICC_PROFILE\0')) ||
  (marker === 0xffee && said.startsWith('Adobe'))

/** What of a PNG draws: its critical parts, colours, transparency, the size of a dot and moving pictures. */
const pngParts = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT'.split(' '),
)

function stripPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + (at + 8 <= bytes.length ? bytes.readUInt32BE(at) : bytes.length)
    if (end > bytes.length) throw new FileProblem('damaged')
    if (pngParts.has(bytes.toString('latin1', at + 4, at + 8))) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(kept)
}

const webpParts = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Bits by which an extended WebP says that it has Exif and XMP. */
const webpSays = 0x08 | 0x04

function stripWebp(bytes: Buffer): Buffer {
  const whole = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const kept = [Buffer.from(bytes.subarray(0, 12))]
  for (let at = 12; at + 8 <= whole; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > whole) throw new FileProblem('damaged')
    // Parts begin at even places.
    const part = Buffer.from(bytes.subarray(at, at + 8 + length + (length % 2)))
    if (name === 'VP8X' && length > 0) part[8] = (part[8] ?? 0) & ~webpSays
    if (webpParts.has(name)) kept.push(part)
    at += part.length
  }
  const stripped = Buffer.concat(kept)
  stripped.writeUInt32LE(stripped.length - 8, 4)
  return stripped
}
