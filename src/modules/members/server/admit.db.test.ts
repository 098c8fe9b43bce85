import { expect, test } from 'vitest'
import { aTree, aUnit } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { admitMember, getPerson, updatePerson } from './index.ts'
import { anOfficer, aPerson } from './testing.ts'

const app = useApp()

async function aDesk() {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const admit = (fields: Record<string, unknown> = {}) => {
    const id = uuidv7()
    return app
      .run(officer, admitMember, {
        id,
        unitId: tree.branch,
        fullName: 'Giàng Mí Sính',
        birth: '03/02/2004',
        joinedOn: '26/03/2024',
        ...fields,
      })
      .then(() => ({ id }))
  }
  /** What was at fault and where, with the refusal's own code. */
  const refusal = async (fields: Record<string, unknown>) => {
    const error = await admit(fields).then(
      () => ({ code: 'stored' }),
      (problem) => problem,
    )
    return [
      error.code,
      ...(error.faults ?? []).map(
        (one: { path: string; code: string }) => `${one.path} ${one.code}`,
      ),
    ]
  }
  return { tree, officer, admit, refusal }
}

test('a day that cannot be is refused at its field, and counts nothing', async () => {
  const { tree, refusal } = await aDesk()
  const young = await aUnit(app.testDatabase, {
    type: 'village_branch',
    parentId: tree.commune,
    from: '2025-01-01',
  })
  expect(await refusal({ joinedOn: '01/01/1800' })).toEqual(['invalid', 'joinedOn day_invalid'])
  expect(await refusal({ joinedOn: '01/01/1990' })).toEqual([
    'invalid',
    'joinedOn joined_before_birth',
  ])
  expect(await refusal({ birth: '01/01/2030' })).toEqual([
    'invalid',
    'birth birth_in_future',
    'joinedOn joined_before_birth',
  ])
  expect(await refusal({ birth: '1850' })).toEqual(['invalid', 'birth birth_invalid'])
  expect(await refusal({ joinedOn: '01/01/2199' })).toEqual([
    'invalid',
    'joinedOn joined_in_future',
  ])
  expect(await refusal({ unitId: young })).toEqual(['invalid', 'joinedOn joined_before_unit'])
  const { rows } = await app.testDatabase.ownerPool.query(
    'select from members.membership where unit_id = any ($1)',
    [[tree.branch, young]],
  )
  expect(rows).toEqual([])
})

test('the database itself admits nobody to a unit before it stood', async () => {
  const { tree, officer } = await aDesk()
  const who = await aPerson(app.testDatabase, { unitId: tree.branch, from: '2026-01-01' })
  await expect(
    app.run(
      officer,
      {
        ...admitMember,
        handle: async (ctx) => {
          await ctx.authorize({ kind: 'signed_in' })
          await ctx.db
            .insertInto('members.membership')
            .values({
              id: uuidv7(),
              personId: who,
              unitId: tree.branch,
              kind: 'member',
              validFrom: '1800-01-01',
              validTo: '1801-01-01',
              reasonIn: 'x',
            })
            .execute()
          return { id: who }
        },
      },
      { id: who, unitId: tree.branch, fullName: 'X Y', joinedOn: '2026-01-01' },
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('an unusual age is asked about and stored once it is confirmed', async () => {
  const { refusal } = await aDesk()
  const child = { birth: '2014', joinedOn: '26/03/2025' }
  expect(await refusal(child)).toEqual(['unconfirmed', 'joinedOn joined_age_unusual'])
  expect(await refusal({ ...child, confirmed: 'on' })).toEqual(['stored'])
  const elder = { fullName: 'Vàng A Páo', birth: '1950', joinedOn: '26/03/2025' }
  expect(await refusal(elder)).toEqual(['unconfirmed', 'joinedOn joined_age_unusual'])
})

test('somebody who may be in the register already is shown first, by the rules of the import', async () => {
  const { tree, admit, refusal } = await aDesk()
  const first = await admit({ citizenId: '002204001234', phone: '0912345678', code: 'HG-1' })
  expect(await refusal({ citizenId: '002204001234' })).toEqual(['invalid', 'fullName person_known'])
  expect(await refusal({ code: 'HG-1', fullName: 'Lò Văn Đào' })).toEqual([
    'invalid',
    'code code_taken',
  ])
  const likely = { fullName: 'GIÀNG MÍ SÍNH' }
  expect(await refusal(likely)).toEqual(['unconfirmed', 'fullName person_likely'])
  await expect(admit(likely)).rejects.toMatchObject({
    faults: [{ details: { personId: first.id, name: 'Giàng Mí Sính' } }],
  })
  expect(await refusal({ fullName: 'Lò Văn Đào', citizenId: '002204001234' })).toEqual([
    'unconfirmed',
    'citizenId citizen_id_of_other',
  ])
  expect(await refusal({ fullName: 'Lò Văn Đào', phone: '0912 345 678' })).toEqual([
    'unconfirmed',
    'phone phone_of_other',
  ])
  expect(await refusal({ ...likely, birth: '03/02/2003' })).toEqual(['stored'])
  expect(await refusal({ ...likely, unitId: tree.otherBranch, confirmed: true })).toEqual([
    'stored',
  ])
})

test('of somebody elsewhere only that the number is in use is said', async () => {
  const { tree, admit, refusal } = await aDesk()
  await aPerson(app.testDatabase, {
    unitId: tree.foreignBranch,
    name: 'Người Lạ',
    phone: '+84987000111',
  })
  const fields = { fullName: 'Lò Văn Đào', phone: '0987 000 111' }
  expect(await refusal(fields)).toEqual(['unconfirmed', 'phone phone_elsewhere'])
  const refused = await admit(fields).catch((error) => error)
  expect(JSON.stringify(refused.faults)).not.toContain('Lạ')
  expect(await refusal({ ...fields, confirmed: 'on' })).toEqual(['stored'])
})

test('names typed in capitals are put right, on entering and on changing', async () => {
  const { officer, admit } = await aDesk()
  const { id } = await admit({ fullName: 'VÀNG THỊ MỶ' })
  const name = async () => (await app.read(officer, (ctx) => getPerson(ctx, id))).fullName
  expect(await name()).toBe('Vàng Thị Mỷ')
  await app.run(officer, updatePerson, { personId: id, version: 1, fullName: 'VÀNG THỊ MAI' })
  expect(await name()).toBe('Vàng Thị Mai')
  await expect(
    app.run(officer, updatePerson, {
      personId: id,
      version: 2,
      fullName: 'Vàng Thị Mai',
      birth: '2030',
    }),
  ).rejects.toMatchObject({ faults: [{ path: 'birth', code: 'birth_in_future' }] })
})
