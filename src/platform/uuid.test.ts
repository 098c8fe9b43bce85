import { expect, test } from 'vitest'
import { uuidFrom, uuidv7 } from './uuid.ts'

test('what the database could not read as an id is none', () => {
  const id = uuidv7()
  expect(uuidFrom(id)).toBe(id)
  for (const text of ['abc', '', '-'.repeat(36), `${id}0`, `{${id}}`, null])
    expect(uuidFrom(text)).toBeUndefined()
})
