import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { debian } from './debian.ts'
import { poppler } from './poppler.ts'

// From the disk: it would look for it in the network.
prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(
      readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
    ).buffer,
  },
})

/**
 * What the QR codes of a PDF's first page say to a reader that is not ours: rendered by poppler, read
 * by zxing. `file` is the path of the PDF; a PNG is left beside it. About 100 dots an inch by default, less than a phone sees.
 */
export async function readQrOfPdf(file: string, dotsPerInch = 100): Promise<string[]> {
  await poppler('pdftoppm', '-png', '-singlefile', '-r', String(dotsPerInch), file, file)
  return readQrOfPicture(`${file}.png`)
}

/** The same of a picture's file. */
export async function readQrOfPicture(file: string): Promise<string[]> {
  const picture = await loadImage(file)
  const canvas = createCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const found = await readBarcodes(
    { data, width: picture.width, height: picture.height, colorSpace: 'srgb' } as ImageData,
    { formats: ['QRCode'], tryHarder: true },
  )
  return found.map(({ text }) => text)
}

/** The same by Debian's zbarimg, a reader of another family. */
export async function readQrByZbar(file: string): Promise<string[]> {
  return (await debian('zbar-tools', 'zbarimg', '--raw', '-q', file)).trim().split('\n')
}
