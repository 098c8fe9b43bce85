import type { IsoDay } from '#platform/days.ts'

/** The number on a member's card: the province and eight digits. */
export const memberCode = (provinceCode: string, serial: number): string =>
  `${provinceCode}${String(serial).padStart(8, '0')}`

/**
 * A number that the register accepts and nobody has: no operator was given 030. Different for each
 * serial up to ten millions; the first thousand are kept for the accounts.
 */
export function fictitiousPhone(serial: number): string {
  const spread = 1000 + ((serial * 7_654_321) % 9_998_999)
  return `+8430${String(spread).padStart(7, '0')}`
}

/** A number as on a citizen's card: place of birth, century and sex, year, and six digits. */
export function citizenId(
  placeCode: string,
  bornOn: IsoDay,
  sex: 'male' | 'female',
  numbersFrom: number,
  serial: number,
): string {
  const century = (bornOn < '2000' ? 0 : 2) + (sex === 'female' ? 1 : 0)
  const number = numbersFrom + ((serial * 7_919) % 100_000)
  return `${placeCode}${century}${bornOn.slice(2, 4)}${number}`
}

export const emailOf = (name: string, serial: number): string =>
  `${withoutMarks(name).toLowerCase().replaceAll(' ', '.')}.${serial}@example.com`

const withoutMarks = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
