import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Looked, signsOf } from './signs.ts'

const honest: Looked = {
  title: 'Công nhân may',
  description: 'May áo khoác xuất khẩu tại xưởng Vị Xuyên, có người kèm việc tháng đầu.',
  requirements: null,
  benefits: null,
  isAbroad: false,
  salaryTo: 11_000_000,
  contactPhone: '+84219123456',
  contactOther: null,
  licenceNo: null,
  licensedBy: null,
  contract: null,
  fees: null,
  employer: { kind: 'enterprise', isVerified: true, licenceNo: null },
  peers: { count: 8, median: 9_500_000 },
  twin: null,
}
const abroad: Looked = {
  ...honest,
  isAbroad: true,
  licenceNo: '123/LĐTBXH-GP',
  licensedBy: 'Công ty A',
  fees: [{ name: 'Tiền dịch vụ', amount: 20_000_000, when: 'later' }],
}
const codes = (more: Partial<Looked>, base = honest) =>
  signsOf({ ...base, ...more }).map(({ code }) => code)

test('an honest vacancy, at home or abroad, has no sign', () => {
  expect(signsOf(honest)).toEqual([])
  expect(signsOf(abroad)).toEqual([])
  for (const licenceNo of ['45/GP-BLĐTBXH', '7/BNV-GP', '1234 / LĐTBXH - GP'])
    expect(codes({ licenceNo }, abroad)).toEqual([])
})

test('fees before the first day are found in the table and in the words', () => {
  const fees = [
    { name: 'Đặt cọc', amount: 5_000_000, when: 'before' as const },
    { name: 'Vé', amount: 3_000_000, when: 'before' as const },
  ]
  expect(signsOf({ ...abroad, fees })).toEqual([
    { code: 'fee_in_advance', details: { amount: 8_000_000, found: 'Đặt cọc, Vé' } },
  ])
  // Shown to whoever checks as it was written.
  expect(signsOf({ ...honest, description: 'Ứng viên ĐẶT CỌC 500k giữ suất' })).toEqual([
    { code: 'fee_in_advance', details: { amount: 0, found: 'ĐẶT CỌC' } },
  ])
})

test('work abroad without a licence that reads as one, or that is not said to be abroad', () => {
  expect(codes({ licenceNo: 'đang xin' }, abroad)).toEqual(['no_licence'])
  expect(codes({ title: 'Đi Đài Loan lương cao' })).toEqual(['abroad_not_said'])
})

test('pay far above others of its kind, once there are enough others', () => {
  expect(codes({ salaryTo: 30_000_000 })).toEqual(['pay_far_above'])
  expect(codes({ salaryTo: 30_000_000, peers: { count: 2, median: 9_500_000 } })).toEqual([])
})

test('contact by messenger only, and a text that stood there before under another name', () => {
  expect(codes({ contactPhone: null, contactOther: 'Zalo Ms Hoa' })).toEqual(['messenger_only'])
  expect(codes({ contactOther: 'Zalo Ms Hoa' })).toEqual([])
  expect(codes({ twin: { employer: 'B', title: 'x', on: '2026-01-01' } })).toEqual([
    'text_posted_before',
  ])
  expect(codes({ employer: { ...honest.employer, isVerified: false } })).toEqual([
    'employer_not_verified',
  ])
})

test('what is to be paid in advance is always the sum of those lines, whatever else is written', () => {
  const fee = fc.record({
    name: fc.string({ minLength: 1 }),
    amount: fc.integer({ min: 1, max: 100_000_000 }),
    when: fc.constantFrom('before' as const, 'later' as const),
  })
  fc.assert(
    fc.property(fc.array(fee, { maxLength: 8 }), (fees) => {
      const sum = fees.filter((it) => it.when === 'before').reduce((all, it) => all + it.amount, 0)
      const sign = signsOf({ ...abroad, fees }).find(({ code }) => code === 'fee_in_advance')
      expect(sign?.details.amount).toBe(sum > 0 ? sum : undefined)
    }),
  )
})
