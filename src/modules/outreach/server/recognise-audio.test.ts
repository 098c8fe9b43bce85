import { expect, test } from 'vitest'
import { recogniseAudio } from './recognise-audio.ts'
import { rangeOf } from './serve-file.ts'

test.for([
  ['ID3\x04', 'mp3'],
  ['\xff\xfb\x90', 'mp3'],
  ['OggS\x00\x02', 'ogg'],
  ['\x00\x00\x00\x20ftypM4A ', 'm4a'],
] as const)('%s is a recording', ([head, extension]) => {
  expect(recogniseAudio(Buffer.from(head.padEnd(64, 'x'), 'latin1')).extension).toBe(extension)
})

test.for(['<html><script>', 'MZ\x90', '%PDF-1.7', 'RIFF1234WAVE', '', '\xff\xd8\xff'])(
  '%s is none',
  (head) => {
    expect(() => recogniseAudio(Buffer.from(head, 'latin1'))).toThrow()
  },
)

test('a phone that asks for a part gets that part', () => {
  expect(rangeOf('bytes=0-99', 1000)).toEqual([0, 99])
  expect(rangeOf('bytes=900-', 1000)).toEqual([900, 999])
  expect(rangeOf('bytes=-100', 1000)).toEqual([900, 999])
  expect(rangeOf('bytes=0-99999', 1000)).toEqual([0, 999])
  for (const odd of ['bytes=5-1', 'bytes=2000-', 'bytes=-', 'lines=1-2', null])
    expect(rangeOf(odd, 1000)).toBeUndefined()
})
