import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, writtenDay } from '#platform/days.ts'
import { dayFromSerial } from '#platform/server/workbook/excel-serial.ts'
import type { RawCell } from '#platform/server/workbook/raw-row.ts'
import { readDate } from './read-date.ts'

const options = { today: '2024-04-03' }
const excelDay = (day: string) => new Date(`${day}T00:00:00Z`)
const result = (cell: RawCell) => {
  const { value, problems } = readDate(cell, options)
  return [
    value?.on ?? (value?.month ? `${value.year}-${value.month}` : value?.year),
    ...problems.map((p) => p.code),
  ]
}

describe('a day is read however a list writes it', () => {
  it.each<[RawCell, string | number]>([
    ['03/04/2004', '2004-04-03'],
    ['3-4-2004', '2004-04-03'],
    ['03.04.2004', '2004-04-03'],
    ["'03/04/2004", '2004-04-03'],
    ['  3 / 4 / 2004 ', '2004-04-03'],
    ['ngày 3 tháng 4 năm 2004', '2004-04-03'],
    ['Ngày 03 tháng 04 năm 2004', '2004-04-03'],
    ['2004-04-03', '2004-04-03'],
    ['2004-04-03T00:00:00.000Z', '2004-04-03'],
    ['03/04/2004 00:00:00', '2004-04-03'],
    ['03042004', '2004-04-03'],
    [3042004, '2004-04-03'],
    [20040403, '2004-04-03'],
    [38080, '2004-04-03'],
    ['38080', '2004-04-03'],
    [38080.75, '2004-04-03'],
    [excelDay('2004-04-03'), '2004-04-03'],
    ['29/02/2004', '2004-02-29'],
    ['04/2004', '2004-4'],
    ['tháng 4 năm 2004', '2004-4'],
    ['00/04/2004', '2004-4'],
    ['2004', 2004],
    [2004, 2004],
    ['năm 2004', 2004],
    ['00/00/2004', 2004],
    // A bare year in a cell that Excel shows as a date.
    [excelDay('1905-06-26'), 2004],
  ])('%j', (cell, expected) => {
    expect(result(cell)).toEqual([expected])
  })

  it('nothing is nothing', () => {
    expect(readDate(null, options)).toEqual({ problems: [] })
    expect(readDate('  ', options)).toEqual({ problems: [] })
  })
})

describe('a date that cannot be is a fault that says so', () => {
  it.each<[RawCell, string]>([
    ['31/02/2004', 'date_impossible'],
    ['29/02/2003', 'date_impossible'],
    ['00/13/2004', 'date_impossible'],
    ['32/01/2004', 'date_impossible'],
    ['12/25/2004', 'date_month_first'],
    ['03/04/2025', 'date_in_future'],
    ['2025', 'date_in_future'],
    [excelDay('2024-04-04'), 'date_in_future'],
    ['03/04/1899', 'date_too_early'],
    ['không rõ', 'date_unreadable'],
    ['03/04', 'date_unreadable'],
    ['03/04/204', 'date_unreadable'],
    [60, 'date_impossible'],
    [0.5, 'date_unreadable'],
    [123456, 'date_unreadable'],
  ])('%j: %s', (cell, code) => {
    expect(result(cell)).toEqual([undefined, code])
  })

  it('a month written first says what was probably meant', () => {
    expect(readDate('12/25/2004', options).problems).toEqual([
      { code: 'date_month_first', params: { value: '12/25/2004', meant: '25/12/2004' } },
    ])
  })
})

it('a year of two digits is the latest that is not in the future, and is said', () => {
  expect(result('3-4-04')).toEqual(['2004-04-03', 'date_two_digit_year'])
  expect(result('03/04/24')).toEqual(['2024-04-03', 'date_two_digit_year'])
  expect(result('03/04/25')).toEqual(['1925-04-03', 'date_two_digit_year'])
  expect(result('03/04/98')).toEqual(['1998-04-03', 'date_two_digit_year'])
})

it('days that Excel took for months are turned back where the file asks for it', () => {
  const turned = { ...options, dayAndMonthSwapped: true }
  expect(readDate(excelDay('2004-03-04'), turned).value?.on).toBe('2004-04-03')
  expect(readDate(38050, turned).value?.on).toBe('2004-04-03')
  expect(readDate('03/04/2004', turned).value?.on).toBe('2004-04-03')
})

describe('Excel serial numbers', () => {
  it('know the day that Excel wrongly has in 1900', () => {
    expect(dayFromSerial(1)).toBe('1900-01-01')
    expect(dayFromSerial(59)).toBe('1900-02-28')
    expect(dayFromSerial(60)).toBeUndefined()
    expect(dayFromSerial(61)).toBe('1900-03-01')
    expect(dayFromSerial(0)).toBeUndefined()
  })
})

it('every day comes back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 27_000 }), (offset) => {
      const day = addDays('1950-01-01', offset)
      const [year = '', month = '', date = ''] = day.split('-')
      const serial = 18_264 + offset
      const ways: RawCell[] = [
        writtenDay(day),
        `${Number(date)}-${Number(month)}-${year}`,
        `${date}.${month}.${year}`,
        day,
        date + month + year,
        serial,
        excelDay(day),
        `ngày ${Number(date)} tháng ${month} năm ${year}`,
      ]
      for (const way of ways) expect(readDate(way, options).value?.on).toBe(day)
    }),
  )
})
