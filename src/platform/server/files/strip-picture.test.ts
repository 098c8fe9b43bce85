import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { stripPicture } from './strip-picture.ts'

const place = 'GPS 23.2447 105.4119'

async function drawn(format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const canvas = createCanvas(320, 200)
  const drawing = canvas.getContext('2d')
  for (let n = 0; n < 400; n += 1) {
    drawing.fillStyle = `rgb(${(n * 37) % 256} ${(n * 91) % 256} ${(n * 53) % 256})`
    drawing.fillRect((n * 29) % 320, (n * 17) % 200, 40, 25)
  }
  return format === 'png' ? canvas.encode('png') : canvas.encode(format, 90)
}

/** A part of a JPEG right after its beginning. */
function withSegment(jpeg: Buffer, marker: number, said: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(said.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(said, 'latin1'), jpeg.subarray(2)])
}
/** A part of a PNG before its end; nobody asks for its checksum. */
function withChunk(png: Buffer, name: string): Buffer {
  const part = Buffer.alloc(12 + place.length)
  part.writeUInt32BE(place.length)
  part.write(name + place, 4)
  return Buffer.concat([png.subarray(0, -12), part, png.subarray(-12)])
}
function withRiff(webp: Buffer, name: string, said: string): Buffer {
  const part = Buffer.alloc(8 + said.length + (said.length % 2))
  part.write(name)
  part.writeUInt32LE(said.length, 4)
  part.write(said, 8)
  const whole = Buffer.concat([webp, part])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}

test('a picture that says nothing beside itself stays as it is', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const plain = await drawn(format)
    expect((await stripPicture(plain, `image/${format}`)).equals(plain), format).toBe(true)
  }
  const coloured = withSegment(await drawn('jpeg'), 0xe2, 'ICC_PROFILE\0\x01\x01')
  expect((await stripPicture(coloured, 'image/jpeg')).equals(coloured)).toBe(true)
})

test('where it was taken leaves a picture, whatever part says it', async () => {
  const [jpeg, png, webp] = [await drawn('jpeg'), await drawn('png'), await drawn('webp')]
  const pictures = [
    ['image/jpeg', withSegment(jpeg, 0xe1, `Exif\0\0${place}`)],
    ['image/jpeg', withSegment(jpeg, 0xe1, `http://ns.adobe.com/xap/1.0/\0${place}`)],
    ['image/jpeg', withSegment(jpeg, 0xed, `Photoshop 3.0\0${place}`)],
    ['image/jpeg', withSegment(jpeg, 0xe2, `MPF\0${place}`)],
    ['image/jpeg', withSegment(jpeg, 0xfe, place)],
    ['image/jpeg', Buffer.concat([jpeg, Buffer.from(place)])],
    ['image/png', withChunk(png, 'eXIf')],
    ['image/png', withChunk(png, 'tEXt')],
    ['image/png', withChunk(png, 'iTXt')],
    ['image/webp', withRiff(webp, 'EXIF', place)],
    ['image/webp', withRiff(webp, 'XMP ', `${place}.`)],
  ] as const
  for (const [mediaType, bytes] of pictures) {
    expect(bytes.includes(place)).toBe(true)
    const stripped = await stripPicture(bytes, mediaType)
    expect(stripped.includes('GPS'), mediaType).toBe(false)
    expect((await loadImage(stripped)).width).toBe(320)
  }
  expect((await stripPicture(withChunk(png, 'eXIf'), 'image/png')).equals(png)).toBe(true)
  expect((await stripPicture(withRiff(webp, 'EXIF', place), 'image/webp')).equals(webp)).toBe(true)
})
