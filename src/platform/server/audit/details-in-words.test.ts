import { expect, test } from 'vitest'
import { detailsInWords } from './details-in-words.ts'

test('details are read as an officer would say them: names, days and lists, no ids and no JSON', () => {
  expect(
    detailsInWords({
      from: { name: 'Tháng Ba', heldOn: '2026-03-26', isPeakDay: true, place: null },
      activity: '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b',
    }),
  ).toEqual(['Trước đó: Tên: Tháng Ba, Ngày thực hiện: 26/03/2026, Ngày cao điểm: có'])
  expect(detailsInWords({ role: 'commune_officer', endedOn: '2026-01-02' })).toEqual([
    'Chức vụ: Cán bộ Đoàn xã',
    'Thôi từ ngày: 02/01/2026',
  ])
  expect(detailsInWords({ fields: ['phone', 'fullName'], people: 0 })).toEqual([
    'Mục: Số điện thoại, Họ và tên',
    'Số người: 0',
  ])
  expect(detailsInWords({ from: 'open' })).toEqual(['Trước đó: đang diễn ra'])
  // What nobody foresaw is shown as it is, rather than left out.
  expect(detailsInWords({ strange: 'word' })).toEqual(['strange: word'])
})
