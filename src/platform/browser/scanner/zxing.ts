import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { keepLater } from '../later-files.ts'
import type { Decode } from './decode.ts'

// From our own server: the library would fetch it from a public network of copies.
prepareZXingModule({ overrides: { locateFile: () => wasm } })

/** The square in the middle of the picture, no larger than a card needs to be read. */
const side = 640

let canvas: HTMLCanvasElement | undefined

export const decodeWithZxing: Decode = async (picture) => {
  const [width, height] =
    'videoWidth' in picture
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.width, picture.height]
  const cut = Math.min(width, height)
  if (cut === 0) return []
  canvas ??= document.createElement('canvas')
  canvas.width = canvas.height = Math.min(cut, side)
  const paper = canvas.getContext('2d', { willReadFrequently: true })
  if (!paper) return []
  const [left, top] = [(width - cut) / 2, (height - cut) / 2]
  paper.drawImage(picture, left, top, cut, cut, 0, 0, canvas.width, canvas.height)
  const image = paper.getImageData(0, 0, canvas.width, canvas.height)
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: false })
  return found.filter(({ isValid }) => isValid).map(({ text }) => text)
}

/** Fetches the reader, so that it is on the phone when there is no network. */
export const keepZxing = (): Promise<void> => keepLater(wasm)
