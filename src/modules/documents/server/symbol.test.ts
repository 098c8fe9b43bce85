import { expect, test } from 'vitest'
import { abbreviationOf, numberPattern, openNumber } from './symbol.ts'

const parts = { letters: 'KH', abbreviation: 'TWĐTN', department: 'CTTTN' }

test('the Union writes the type before the stroke, the State after it', () => {
  expect(numberPattern({ form: 'union', ...parts })).toBe('{n}-KH/TWĐTN-CTTTN')
  expect(numberPattern({ form: 'union', ...parts, department: null })).toBe('{n}-KH/TWĐTN')
  expect(numberPattern({ form: 'state', ...parts, abbreviation: 'UBND' })).toBe('{n}/KH-UBND')
  expect(numberPattern({ form: 'state', ...parts, letters: '' })).toBe('{n}/TWĐTN-CTTTN')
  expect(openNumber('{n}-KH/TWĐTN')).toBe('…-KH/TWĐTN')
})

test('a unit that has said nothing is abbreviated by its name', () => {
  expect(abbreviationOf('Đoàn xã Lũng Phìn')).toBe('ĐXLP')
  expect(abbreviationOf('Chi đoàn thôn Đoàn Kết')).toBe('CĐTĐK')
})
