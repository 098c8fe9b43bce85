import { expect, test } from 'vitest'
import type { Birth } from '../birth.ts'
import { admissionDoubts, admissionFaults, recordFaults } from './admission.ts'

const on = (birthOn: string): Birth => ({
  birthOn,
  birthYear: Number(birthOn.slice(0, 4)),
  birthPrecision: 'day',
})
const inYear = (birthYear: number): Birth => ({ birthOn: null, birthYear, birthPrecision: 'year' })
const unit = { from: '2020-01-01', to: null }
const today = '2026-06-15'
const codes = (fields: Parameters<typeof admissionFaults>[0], span = unit) =>
  admissionFaults(fields, span, today).map(({ path, code }) => `${path} ${code}`)

test('a membership begins after the birth, not before the unit stood, and not ahead', () => {
  expect(codes({ birth: on('2004-02-03'), joinedOn: '2026-06-15' })).toEqual([])
  expect(codes({ birth: undefined, joinedOn: '2020-01-01' })).toEqual([])
  expect(codes({ birth: on('2004-02-03'), joinedOn: '2026-06-16' })).toEqual([
    'joinedOn joined_in_future',
  ])
  expect(codes({ birth: on('2004-02-03'), joinedOn: '2019-12-31' })).toEqual([
    'joinedOn joined_before_unit',
  ])
  expect(codes({ birth: on('2024-02-03'), joinedOn: '2024-02-03' })).toEqual([
    'joinedOn joined_before_birth',
  ])
  expect(codes({ birth: inYear(2025), joinedOn: '2024-02-03' })).toEqual([
    'joinedOn joined_before_birth',
  ])
  const closed = { from: '2020-01-01', to: '2026-07-01' } as never
  expect(codes({ birth: inYear(2004), joinedOn: '2024-02-03' }, closed)).toEqual([
    'unitId unit_closed',
  ])
})

test('nobody is born ahead or before 1900, nor entered the Union before birth or ahead', () => {
  const faults = (fields: Parameters<typeof recordFaults>[0]) =>
    recordFaults(fields, today).map(({ path, code }) => `${path} ${code}`)
  expect(faults({ birth: on('2026-06-16') })).toEqual(['birth birth_in_future'])
  expect(faults({ birth: inYear(2027) })).toEqual(['birth birth_in_future'])
  expect(faults({ birth: inYear(2004), admittedOn: '2026-06-16' })).toEqual([
    'admittedOn day_in_future',
  ])
  expect(faults({ birth: on('2004-02-03'), admittedOn: '2003-01-01' })).toEqual([
    'admittedOn admitted_before_birth',
  ])
})

test('an unusual age is asked about, never refused: from 14 to 60 nobody asks', () => {
  const ages = (birth: Birth) =>
    admissionDoubts({ birth, joinedOn: '2026-06-15' }).map(({ details }) => details?.age)
  expect(ages(on('2012-06-16'))).toEqual([13])
  expect(ages(on('2012-06-15'))).toEqual([])
  expect(ages(on('1965-06-16'))).toEqual([])
  expect(ages(on('1965-06-15'))).toEqual([61])
  // Where only the year is known, whoever may be of a usual age is.
  expect(ages(inYear(2012))).toEqual([])
  expect(ages(inYear(2013))).toEqual([13])
  expect(ages(inYear(1965))).toEqual([])
})
