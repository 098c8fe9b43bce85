import { haGiang } from './ha-giang.ts'
import type { ProvinceProfile } from './profile.ts'
import { tuyenQuang } from './tuyen-quang.ts'

export { haGiang } from './ha-giang.ts'
export type { DistrictProfile, PeakDay, ProvinceProfile } from './profile.ts'
export { tuyenQuang } from './tuyen-quang.ts'

const profiles: readonly ProvinceProfile[] = [haGiang, tuyenQuang]

/** The codes of the provinces that the demonstration knows. */
export const provinceCodes: readonly string[] = profiles.map(({ code }) => code)

/**
 * The provinces of these codes, always in the same order. Throws RangeError where one is unknown or
 * Hà Giang is not among them, at which the demonstration's accounts are at home.
 */
export function profilesOf(codes: readonly string[]): ProvinceProfile[] {
  if (!codes.includes(haGiang.code) || codes.some((code) => !provinceCodes.includes(code)))
    throw new RangeError(`The demonstration has no provinces ${codes.join(', ')}`)
  return profiles.filter(({ code }) => codes.includes(code))
}
