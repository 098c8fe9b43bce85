import type { Organisation, ReformEvent, StandingUnit } from './types.ts'

const types = {
  central: 'central_committee',
  province: 'province_union',
  district: 'district_union',
  commune: 'commune_union',
  branch: 'village_branch',
} as const

/** Two provinces: Hà Giang with a district of two communes of two branches each, Tuyên Quang with one commune. */
export function aTree() {
  const unit = (
    id: string,
    parentId: string | null,
    level: StandingUnit['level'],
    name = id,
  ): [string, StandingUnit] => [
    id,
    {
      id,
      parentId,
      level,
      type: types[level],
      name,
      code: null,
      gazetteerCode: null,
      validFrom: '2020-01-01',
    },
  ]
  const organisation: Organisation = {
    standing: new Map([
      unit('hg', null, 'province'),
      unit('tq', null, 'province'),
      unit('mv', 'hg', 'district'),
      unit('pv', 'mv', 'commune'),
      unit('tl', 'mv', 'commune'),
      unit('pv1', 'pv', 'branch'),
      unit('pv2', 'pv', 'branch'),
      unit('tl1', 'tl', 'branch'),
      unit('tl2', 'tl', 'branch'),
      unit('ns', 'tq', 'commune'),
    ]),
    closed: new Map(),
    later: [],
    withOwn: new Set(),
  }
  const founding = (unitId: string, parentId = 'hg'): ReformEvent => ({
    kind: 'found',
    unitId,
    type: 'commune_union',
    name: unitId,
    parentId,
  })
  return { organisation, founding }
}
