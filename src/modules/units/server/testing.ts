import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { type UnitType, unitTypes } from '../types.ts'

let count = 0

/** Founds a unit straight in the tables; by default a commune since 2020. Returns its id. */
export async function aUnit(
  database: TestDatabase,
  unit: {
    parentId?: string
    type?: UnitType
    name?: string
    code?: string
    from?: string
    to?: string
  } = {},
): Promise<string> {
  const id = uuidv7()
  const type = unit.type ?? 'commune_union'
  count += 1
  await database.ownerPool.query('insert into units.unit (id) values ($1)', [id])
  await database.ownerPool.query(
    `insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      uuidv7(),
      id,
      unit.parentId ?? null,
      unitTypes[type],
      type,
      unit.name ?? `Đơn vị ${count}`,
      unit.code ?? `U${count}`,
      unit.from ?? '2020-01-01',
      unit.to ?? null,
    ],
  )
  return id
}

export interface SmallTree {
  province: string
  district: string
  commune: string
  branch: string
  otherBranch: string
  otherDistrict: string
  otherCommune: string
  foreignBranch: string
}

/** A province with two districts, a commune in each, and three branches. */
export async function aTree(database: TestDatabase): Promise<SmallTree> {
  const province = await aUnit(database, { type: 'province_union', name: 'Tỉnh đoàn Thử' })
  const district = await aUnit(database, {
    type: 'district_union',
    name: 'Huyện đoàn Một',
    parentId: province,
  })
  const otherDistrict = await aUnit(database, {
    type: 'district_union',
    name: 'Huyện đoàn Hai',
    parentId: province,
  })
  const commune = await aUnit(database, { name: 'Đoàn xã Sủng Là', parentId: district })
  const otherCommune = await aUnit(database, { name: 'Đoàn xã Lũng Cú', parentId: otherDistrict })
  const branch = await aUnit(database, {
    type: 'village_branch',
    name: 'Chi đoàn thôn Đoàn Kết',
    parentId: commune,
  })
  const otherBranch = await aUnit(database, {
    type: 'village_branch',
    name: 'Chi đoàn thôn Tân Tiến',
    parentId: commune,
  })
  const foreignBranch = await aUnit(database, {
    type: 'village_branch',
    name: 'Chi đoàn thôn Séo Lủng',
    parentId: otherCommune,
  })
  return {
    province,
    district,
    commune,
    branch,
    otherBranch,
    otherDistrict,
    otherCommune,
    foreignBranch,
  }
}
