import { addDays, type IsoDay } from '#platform/days.ts'

/**
 * The day that Excel means by a serial number: 1 is 1 January 1900. Excel counts a 29 February 1900
 * that never was (60), so everything after it stands one higher; 60 itself is no day.
 */
export function dayFromSerial(serial: number): IsoDay | undefined {
  const whole = Math.floor(serial)
  if (whole < 1 || whole === 60 || whole > 2_958_465) return undefined
  return addDays('1899-12-31', whole > 60 ? whole - 1 : whole)
}

/** Days between the two ways in which workbooks count (those made on old Macs start in 1904). */
export const daysFrom1900To1904 = 1462
