import * as m from '#paraglide/messages.js'
import type { UnitType } from '../types.ts'

const names: Record<UnitType, () => string> = {
  central_committee: m.units_type_central_committee,
  province_union: m.units_type_province_union,
  district_union: m.units_type_district_union,
  city_union: m.units_type_city_union,
  commune_union: m.units_type_commune_union,
  ward_union: m.units_type_ward_union,
  township_union: m.units_type_township_union,
  school_union: m.units_type_school_union,
  agency_union: m.units_type_agency_union,
  village_branch: m.units_type_village_branch,
  school_branch: m.units_type_school_branch,
  agency_branch: m.units_type_agency_branch,
  enterprise_branch: m.units_type_enterprise_branch,
}

/** What a type of unit is called in the reader's language. */
export const unitTypeName = (type: UnitType): string => names[type]()
