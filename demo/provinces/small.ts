import { accountsVillage } from '../accounts.ts'
import type { ProvinceProfile } from './profile.ts'

const communesPerDistrict = 4
const members = 620

/**
 * A small part of a province for tests: the city and two districts more with four communes each,
 * their villages and the offices from which they are led. What the province states shrinks alike.
 */
export function smallOf(profile: ProvinceProfile): ProvinceProfile {
  const kept = Object.entries(profile.districts).filter(([code]) => districts.includes(code))
  const share = members / profile.members
  const { peakDay: _, ...fieldWork } = profile.fieldWork
  return {
    ...profile,
    communesPerDistrict,
    members,
    villages: Math.round(kept.length * communesPerDistrict * 3.4),
    youths: Math.round(profile.youths * share),
    population: Math.round(profile.population * share),
    labourForce: Math.round(profile.labourForce * share),
    offices: [],
    fieldWork,
    districts: Object.fromEntries(
      kept.map(([code, district]) => [code, { ...district, keeps: [accountsVillage.commune] }]),
    ),
  }
}

/** Of Hà Giang the city, Mèo Vạc (where the accounts are at home) and Bắc Quang; of Tuyên Quang the city, Na Hang and Sơn Dương. */
const districts = ['024', '027', '034', '070', '072', '076']
