import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseBody } from './body.ts'

test('headings, points and paragraphs are read as officers write them', () => {
  expect(
    parseBody(
      'I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao kỹ năng số;\n\nBan Chấp hành yêu cầu các chi đoàn thực hiện.\n# Tổ chức\n1. Các chi đoàn báo cáo trước ngày 20.',
    ),
  ).toEqual([
    { kind: 'heading', text: 'I. MỤC ĐÍCH, YÊU CẦU' },
    { kind: 'subheading', text: '1. Mục đích' },
    { kind: 'item', text: 'Nâng cao kỹ năng số;' },
    { kind: 'paragraph', text: 'Ban Chấp hành yêu cầu các chi đoàn thực hiện.' },
    { kind: 'heading', text: 'Tổ chức' },
    { kind: 'paragraph', text: '1. Các chi đoàn báo cáo trước ngày 20.' },
  ])
})

test('no letter of a paragraph is lost, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (body) => {
      const letters = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '')
      expect(
        letters(
          parseBody(body)
            .map(({ text }) => text)
            .join(''),
        ),
      ).toBe(letters(body))
    }),
  )
})
