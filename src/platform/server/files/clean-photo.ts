import { createCanvas, loadImage } from '@napi-rs/canvas'
import { FileProblem } from './file-problem.ts'

/** The longer side of a kept photo, in pixels: enough for a screen, small enough for a weak network. */
const longestSide = 1600
/** More than any camera makes; a file that says it is larger would only fill the memory. */
const mostPixels = 80_000_000
const quality = 82

/**
 * A photo as it may be kept and shown: drawn anew as JPEG, at most 1600 pixels, without place, camera or
 * anything else that it said beside the picture. Throws {@link FileProblem} where it cannot be read.
 */
export const cleanPhoto = async (bytes: Uint8Array): Promise<Buffer> =>
  (await cleanPhotoWithin(bytes, longestSide)).bytes

export interface CleanPhoto {
  bytes: Buffer
  width: number
  height: number
}

/** As {@link cleanPhoto}, with the longer side at most so many pixels, and how large it came out. */
export async function cleanPhotoWithin(bytes: Uint8Array, most: number): Promise<CleanPhoto> {
  const image = await loadImage(Buffer.from(bytes)).catch(() => {
    throw new FileProblem('damaged')
  })
  const { width, height } = image
  if (!width || !height || width * height > mostPixels) throw new FileProblem('damaged')
  const scale = Math.min(1, most / Math.max(width, height))
  const canvas = createCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  const drawing = canvas.getContext('2d')
  drawing.fillStyle = '#ffffff'
  drawing.fillRect(0, 0, canvas.width, canvas.height)
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height)
  return {
    bytes: await canvas.encode('jpeg', quality),
    width: canvas.width,
    height: canvas.height,
  }
}
