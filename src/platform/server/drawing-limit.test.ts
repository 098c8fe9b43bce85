import { expect, test } from 'vitest'
import { countDrawing } from './drawing-limit.ts'

test('a list of cards is drawn at once, what follows has to wait', () => {
  const headers: Record<string, string> = {}
  const event = {
    getClientAddress: () => '2001:db8:7:7::1',
    setHeaders: (more: Record<string, string>) => void Object.assign(headers, more),
  }
  for (let n = 0; n < 60; n += 1) countDrawing(event, 'card')
  expect(() => countDrawing(event, 'card')).toThrow(expect.objectContaining({ status: 429 }))
  expect(headers['retry-after']).toBe('1')
  // Sheets are counted by themselves.
  countDrawing(event, 'sheet')
})
