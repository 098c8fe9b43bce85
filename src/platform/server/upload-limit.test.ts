import { expect, test } from 'vitest'
import { uploadLimit } from './upload-limit.ts'

test('the limit of an upload is said as people say it', () => {
  expect(['40M', '512k', '1G', '2097152', 'Infinity'].map(uploadLimit)).toEqual([
    '40 MB',
    '512 KB',
    '1 GB',
    '2048 KB',
    'Infinity',
  ])
})
