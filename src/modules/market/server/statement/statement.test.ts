import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeWorkbook } from '#platform/server/files/write-workbook.ts'
import { makeOrderNumber } from '../../order-number.ts'
import { judgeTransfer, type OrderToPay } from './judge-transfer.ts'
import { readAmount } from './read-amount.ts'
import { readBookedDay } from './read-moment.ts'
import { readStatement } from './read-statement.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const number = makeOrderNumber(() => Uint8Array.of(1, 2, 3, 4, 5, 6, 7))
const other = makeOrderNumber(() => Uint8Array.of(9, 8, 7, 6, 5, 4, 3))

test('amounts are read as banks write them, and never as something near', () => {
  for (const text of [
    '1,250,000',
    '1.250.000',
    '1250000',
    '+1,250,000.00 VND',
    '1.250.000,00',
    '1 250 000 đ',
  ])
    expect(readAmount(text), text).toBe(1_250_000)
  expect(readAmount('(20.000)')).toBe(-20_000)
  expect(readAmount('-20,000')).toBe(-20_000)
  expect(readAmount('20,000-')).toBe(-20_000)
  expect(readAmount(85_000.0000001)).toBe(85_000)
  expect(readAmount('0')).toBe(0)
  for (const text of [
    '1,25',
    '1.250.000.00',
    '1.250,000',
    '12,34,567',
    '85.000,50',
    'abc',
    '',
    '1e5',
    null,
  ])
    expect(readAmount(text), String(text)).toBeUndefined()
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999_999_999 }),
      fc.constantFrom('.', ',', ''),
      (amount, dot) => {
        const written = String(amount).replace(/\B(?=(\d{3})+$)/g, dot)
        expect(readAmount(written)).toBe(amount)
      },
    ),
  )
})

test('days are read with or without a time', () => {
  for (const text of [
    '27/11/2026',
    '27/11/2026 14:03:22',
    '14:03 27-11-2026',
    '27/11/26',
    '2026-11-27T08:00:00',
  ])
    expect(readBookedDay(text), text).toBe('2026-11-27')
  expect(readBookedDay(new Date('2026-11-27T00:00:00Z'))).toBe('2026-11-27')
  expect(readBookedDay('31/02/2026')).toBeUndefined()
  expect(readBookedDay(12)).toBeUndefined()
})

describe('a statement is read whatever bank it comes from', () => {
  const expected = [
    {
      bookedOn: '2026-11-26',
      amount: 285_000,
      memo: `MBVCB.69 ${number} CT tu 0123`,
      reference: 'FT1',
    },
    { bookedOn: '2026-11-27', amount: 40_000, memo: 'luong', reference: 'FT3' },
  ]
  const files: Record<string, string> = {
    'ghi nợ and ghi có, bilingual, with a head': [
      'NGÂN HÀNG TMCP,,,,,',
      'Số tài khoản: 0123456789,,,,,',
      'STT,Ngày giao dịch/ Transaction date,Số tham chiếu/ Reference no,Số tiền ghi nợ/ Debit,Số tiền ghi có/ Credit,Mô tả/ Description',
      `1,26/11/2026,FT1,,"285,000",MBVCB.69 ${number} CT tu 0123`,
      '2,26/11/2026,FT2,"1,000,000",,mua phan bon',
      '3,27/11/2026,FT3,0,"40,000",luong',
      ',Tổng cộng,,"1,000,000","325,000",',
    ].join('\r\n'),
    'one signed amount, semicolons': [
      'Thời gian giao dịch;Mã giao dịch;Số tiền;Nội dung giao dịch',
      `26/11/2026 09:12:01;FT1;+285.000;MBVCB.69 ${number} CT tu 0123`,
      '26/11/2026 10:00:00;FT2;-1.000.000;mua phan bon',
      '27/11/2026 07:30:11;FT3;+40.000;luong',
    ].join('\n'),
    'a column that says which way': [
      'Ngày GD,Loại giao dịch,Số tiền,Diễn giải,Số bút toán',
      `26/11/2026,Ghi có,285000,MBVCB.69 ${number} CT tu 0123,FT1`,
      '26/11/2026,Ghi nợ,1000000,mua phan bon,FT2',
      '27/11/2026,Ghi có,40000,luong,FT3',
    ].join('\n'),
    'headings in two rows': [
      'Ngày hạch toán\tSố bút toán\tPhát sinh\t\tDiễn giải',
      '\t\tNợ\tCó\t',
      `26-11-2026\tFT1\t\t285.000\tMBVCB.69 ${number} CT tu 0123`,
      '26-11-2026\tFT2\t1.000.000\t\tmua phan bon',
      '27-11-2026\tFT3\t\t40.000\tluong',
    ].join('\n'),
    'in English': [
      'Posting date,Ref No.,Debit,Credit,Balance,Details',
      `2026-11-26,FT1,,285000.00,500000.00,MBVCB.69 ${number} CT tu 0123`,
      '2026-11-26,FT2,1000000.00,,500000.00,mua phan bon',
      '2026-11-27,FT3,,40000.00,540000.00,luong',
    ].join('\n'),
  }
  test.each(Object.entries(files))('%s', async (_, text) => {
    const read = await readStatement(bytes(text))
    expect(read.map(({ key: _, ...transfer }) => transfer)).toEqual(expected)
  })

  test('a spreadsheet with real numbers and days', async () => {
    const sheet = writeWorkbook({
      name: 'Sao kê',
      preface: ['SAO KÊ TÀI KHOẢN', 'Từ 01/11/2026 đến 30/11/2026'],
      columns: [
        { header: 'Ngày giao dịch', type: 'day' },
        { header: 'Số bút toán', type: 'text' },
        { header: 'Phát sinh nợ', type: 'number' },
        { header: 'Phát sinh có', type: 'number' },
        { header: 'Nội dung', type: 'text' },
      ],
      rows: [
        ['2026-11-26', 'FT1', null, 285_000, `MBVCB.69 ${number} CT tu 0123`],
        ['2026-11-26', 'FT2', 1_000_000, null, 'mua phan bon'],
        ['2026-11-27', 'FT3', null, 40_000, 'luong'],
      ],
    })
    const read = await readStatement(new Uint8Array(await new Response(sheet).arrayBuffer()))
    expect(read.map(({ key: _, ...transfer }) => transfer)).toEqual(expected)
  })

  test('what is no statement is said to be none', async () => {
    await expect(readStatement(bytes('Họ tên,Ngày sinh\nA,1/1/2000'))).rejects.toMatchObject({
      code: 'market.statement_unknown',
    })
  })

  test('amounts that do not say which way the money went are not taken for income', async () => {
    await expect(
      readStatement(bytes('Ngày,Số tiền,Nội dung\n26/11/2026,285000,x')),
    ).rejects.toMatchObject({ code: 'market.statement_unsigned' })
  })

  test('a transfer has the same key in every file that tells of it, and two alike are two', async () => {
    const head = 'Ngày,Ghi có,Nội dung'
    const line = '26/11/2026,20000,tien rau'
    const first = await readStatement(bytes([head, line, line].join('\n')))
    const again = await readStatement(bytes([head, '25/11/2026,1000,x', line, line].join('\n')))
    expect(new Set(first.map(({ key }) => key)).size).toBe(2)
    expect(again.slice(1).map(({ key }) => key)).toEqual(first.map(({ key }) => key))
  })
})

describe('a transfer pays an order only where nothing is in doubt', () => {
  const order = (more: Partial<OrderToPay> = {}): OrderToPay => ({
    id: 'one',
    number,
    total: 285_000,
    state: 'placed',
    paymentWay: 'transfer',
    paidBy: [],
    ...more,
  })
  const transfer = (more: object = {}) => ({
    amount: 285_000,
    memo: `chuyen tien ${number}`,
    reference: 'FT1',
    bookedOn: '2026-11-26',
    source: 'statement',
    ...more,
  })
  const paidBy = [{ amount: 285_000, bookedOn: '2026-11-26', reference: 'FT1', source: 'sepay' }]
  test.each([
    ['its number and its amount', transfer(), [order()], { verdict: 'pays', orderId: 'one' }],
    ['a confirmed order', transfer(), [order({ state: 'confirmed' })], { verdict: 'pays' }],
    ['too little', transfer({ amount: 285 }), [order()], { doubt: 'amount_differs' }],
    ['too much', transfer({ amount: 285_001 }), [order()], { doubt: 'amount_differs' }],
    [
      'two numbers',
      transfer({ memo: `${number} ${other}` }),
      [order(), order({ id: 'two', number: other })],
      { doubt: 'several_orders', orderId: null },
    ],
    ['cancelled meanwhile', transfer(), [order({ state: 'cancelled' })], { doubt: 'not_waiting' }],
    ['to be paid in cash', transfer(), [order({ paymentWay: 'cash' })], { doubt: 'not_waiting' }],
    [
      'paid by another transfer',
      transfer({ reference: 'FT9', bookedOn: '2026-11-29' }),
      [order({ state: 'paid', paidBy })],
      { doubt: 'paid_already' },
    ],
    [
      'the same transfer, told of by the bank before',
      transfer(),
      [order({ state: 'paid', paidBy })],
      { verdict: 'known' },
    ],
    [
      'the same, under a longer number',
      transfer({ reference: 'MBVCB.FT1', bookedOn: '2026-12-20' }),
      [order({ state: 'paid', paidBy })],
      { verdict: 'known' },
    ],
    [
      'a second one of the same way',
      transfer({ source: 'sepay' }),
      [order({ state: 'paid', paidBy })],
      { doubt: 'paid_already' },
    ],
    [
      'a number misspelt',
      transfer({ memo: `ck ${number.slice(0, 9)}` }),
      [order()],
      { doubt: 'misspelt', orderId: 'one' },
    ],
    [
      'no number, but the amount of one order',
      transfer({ memo: 'tien che' }),
      [order()],
      { doubt: 'by_amount_only', orderId: 'one' },
    ],
    [
      'no number, and the amount of two',
      transfer({ memo: 'tien che' }),
      [order(), order({ id: 'two', number: other })],
      { verdict: 'foreign' },
    ],
    ['another’s money', transfer({ memo: 'luong', amount: 7 }), [order()], { verdict: 'foreign' }],
    [
      'another stall’s number',
      transfer({ memo: other, amount: 7 }),
      [order()],
      { verdict: 'foreign' },
    ],
  ])('%s', (_, told, orders, expected) => {
    expect(judgeTransfer(told, orders)).toMatchObject(expected)
  })
})
