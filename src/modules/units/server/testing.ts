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

interface Reform {
  on: string
  decisionNo?: string
}

/** Ends a unit on a day, straight in the tables. */
async function endUnit(database: TestDatabase, unitId: string, on: string): Promise<void> {
  await database.ownerPool.query(
    'update units.unit_version set valid_to = $2 where unit_id = $1 and valid_to is null',
    [unitId, on],
  )
}

async function tellOf(
  database: TestDatabase,
  event: 'merge' | 'split' | 'dissolve',
  from: string,
  to: string,
  { on, decisionNo }: Reform,
): Promise<void> {
  await database.ownerPool.query(
    `insert into units.unit_lineage (id, event, from_unit_id, to_unit_id, on_day, decision_no)
     values ($1, $2, $3, $4, $5, $6)`,
    [uuidv7(), event, from, to, on, decisionNo ?? null],
  )
}

/** Places a unit under another from a day on, straight in the tables. */
export async function aMove(
  database: TestDatabase,
  move: Reform & { unitId: string; parentId: string },
): Promise<void> {
  await endUnit(database, move.unitId, move.on)
  await database.ownerPool.query(
    `insert into units.unit_version (id, unit_id, parent_id, level, type, name, code, valid_from, decision_no)
     select $1, unit_id, $3, level, type, name, code, $4, $5 from units.unit_version
      where unit_id = $2 and valid_to = $4`,
    [uuidv7(), move.unitId, move.parentId, move.on, move.decisionNo ?? null],
  )
}

const unitsBelow = async (database: TestDatabase, unitId: string): Promise<string[]> => {
  const { rows } = await database.ownerPool.query<{ id: string }>(
    'select unit_id as id from units.unit_version where parent_id = $1 and valid_to is null',
    [unitId],
  )
  return rows.map(({ id }) => id)
}

/**
 * Units become one on a day: a new commune by default, founded under `parentId`. What stood below them
 * goes along; people stay where they were. Returns the id of the one.
 */
export async function aMerger(
  database: TestDatabase,
  merger: Reform & {
    from: readonly string[]
    into?: string
    parentId?: string
    name?: string
    event?: 'merge' | 'dissolve'
  },
): Promise<string> {
  const into =
    merger.into ??
    (await aUnit(database, {
      ...(merger.parentId && { parentId: merger.parentId }),
      ...(merger.name && { name: merger.name }),
      from: merger.on,
    }))
  for (const unitId of merger.from) {
    for (const below of await unitsBelow(database, unitId))
      if (!merger.from.includes(below))
        await aMove(database, { ...merger, unitId: below, parentId: into })
    await endUnit(database, unitId, merger.on)
    await tellOf(database, merger.event ?? 'merge', unitId, into, merger)
  }
  return into
}

/** A unit ends on a day in favour of several, with what stood below it as `places` says, else to the first. */
export async function aSplit(
  database: TestDatabase,
  split: Reform & { unitId: string; into: readonly string[]; places?: Record<string, string> },
): Promise<void> {
  for (const below of await unitsBelow(database, split.unitId)) {
    const parentId = split.places?.[below] ?? (split.into[0] as string)
    await aMove(database, { ...split, unitId: below, parentId })
  }
  await endUnit(database, split.unitId, split.on)
  for (const into of split.into) await tellOf(database, 'split', split.unitId, into, split)
}
