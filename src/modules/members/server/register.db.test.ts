import { expect, test } from 'vitest'
import { aTree } from '#modules/units/server/testing.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  admitMember,
  countIncomplete,
  endMemberships,
  getPerson,
  listMembers,
  listStays,
  openSensitive,
  recordCitizenApp,
  recordYouthStatistic,
  restoreMembership,
  transferMembers,
  updatePerson,
} from './index.ts'
import { anOfficer, aPerson } from './testing.ts'

const app = useApp()

const admitted = (unitId: string, fields: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  unitId,
  fullName: 'Giàng Mí  Sính',
  birth: '03/02/2004',
  phone: '0912 345 678',
  joinedOn: '26/03/2024',
  ...fields,
})

test('a branch secretary admits a member once, however often the form is sent', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
  const input = admitted(tree.branch)
  await app.run(officer, admitMember, input)
  await app.run(officer, admitMember, input)
  const person = await app.read(officer, (ctx) => getPerson(ctx, input.id))
  expect(person).toMatchObject({
    fullName: 'Giàng Mí Sính',
    birthOn: '2004-02-03',
    phone: '+84912345678',
    unitId: tree.branch,
    standing: 'member',
  })
  const stays = await app.read(officer, (ctx) => listStays(ctx, input.id))
  expect(stays).toHaveLength(1)
})

test('what is typed wrongly is named field by field, and nothing is stored', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.branch, 'branch_secretary'))
  const input = admitted(tree.branch, {
    fullName: ' ',
    birth: '31/02/2004',
    phone: '12',
    citizenId: '123',
  })
  await expect(app.run(officer, admitMember, input)).rejects.toMatchObject({
    faults: [
      { path: 'fullName', code: 'required' },
      { path: 'birth', code: 'birth_invalid' },
      { path: 'phone', code: 'phone_invalid' },
      { path: 'citizenId', code: 'citizen_id_invalid' },
    ],
  })
})

test('nobody writes into or reads from a unit beside their own', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const stranger = await aPerson(app.testDatabase, { unitId: tree.foreignBranch })
  await expect(app.run(officer, admitMember, admitted(tree.foreignBranch))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(app.read(officer, (ctx) => getPerson(ctx, stranger))).rejects.toMatchObject({
    status: 404,
  })
  await expect(
    app.run(officer, endMemberships, { personIds: [stranger], on: '2026-06-01', reason: 'left' }),
  ).rejects.toMatchObject({ status: 404 })
  await expect(
    app.run(officer, transferMembers, {
      personIds: [stranger],
      toUnitId: tree.branch,
      on: '2026-06-01',
    }),
  ).rejects.toMatchObject({ status: 404 })
  const page = await app.read(officer, (ctx) =>
    listMembers(ctx, { unitId: tree.otherDistrict, filters: { standing: 'all' } }),
  )
  expect(page.rows).toEqual([])
})

test('members are sorted by given name in Vietnamese order and found by any part, without diacritics', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const names = ['Vàng Thị Dương', 'Lò Văn Đào', 'Nguyễn Thị Ánh', 'Hầu Mí Ân', 'Sùng A Anh']
  for (const [index, name] of names.entries()) {
    await aPerson(app.testDatabase, {
      unitId: tree.branch,
      name,
      phone: `+8491234567${index}`,
      code: `HG-${index}`,
    })
  }
  const list = async (text?: string) =>
    (await app.read(officer, (ctx) => listMembers(ctx, { unitId: tree.branch, text }))).rows.map(
      (row) => row.fullName,
    )
  expect(await list()).toEqual([
    'Sùng A Anh',
    'Nguyễn Thị Ánh',
    'Hầu Mí Ân',
    'Vàng Thị Dương',
    'Lò Văn Đào',
  ])
  expect(await list('dao lo')).toEqual(['Lò Văn Đào'])
  expect(await list('0912 345 670')).toEqual(['Vàng Thị Dương'])
  expect(await list('hg-2')).toEqual(['Nguyễn Thị Ánh'])
  expect(await list("%' or true --")).toEqual([])
  expect(await list('100%')).toEqual([])
})

test('paging forwards and backwards shows everyone once', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  for (let index = 0; index < 25; index += 1)
    await aPerson(app.testDatabase, { unitId: tree.branch, name: `Lò Văn ${'ABCDE'[index % 5]}` })
  const seen: string[] = []
  let cursor: Parameters<typeof listMembers>[1]['cursor']
  for (;;) {
    const page = await app.read(officer, (ctx) =>
      listMembers(ctx, { unitId: tree.branch, limit: 10, cursor }),
    )
    seen.push(...page.rows.map((row) => row.id))
    if (!page.next) {
      const back = await app.read(officer, (ctx) =>
        listMembers(ctx, { unitId: tree.branch, limit: 10, cursor: page.previous ?? undefined }),
      )
      expect(back.rows.map((row) => row.id)).toEqual(seen.slice(10, 20))
      break
    }
    cursor = page.next
  }
  expect(new Set(seen).size).toBe(25)
  expect(seen).toHaveLength(25)
})

test('a long list is walked and a short one gathered: the same order, pages and counts', async () => {
  const tree = await aTree(app.testDatabase)
  await app.testDatabase.ownerPool.query(
    `insert into members.person (id, unit_id, standing, full_name, sex)
     select uuidv7(), $1, 'member', 'Sùng Thị Số ' || lpad(i::text, 4, '0'), case when i <= 30 then 'male' else 'female' end
       from generate_series(1, 1200) i`,
    [tree.branch],
  )
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  const list = (query: Parameters<typeof listMembers>[1]) =>
    app.read(officer, (ctx) => listMembers(ctx, { limit: 20, ...query }))
  const names = (page: { rows: { fullName: string }[] }) =>
    page.rows.map(({ fullName }) => fullName.slice(-4))
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(4, '0'))

  // Given names are 0001, 0002… here; the officer's own is not among them.
  const long = await list({ text: 'sung so' })
  expect([long.count, long.countedUpTo, names(long)]).toEqual([1000, 1000, numbers(1, 20)])
  const women = await list({ filters: { sex: 'female' } })
  expect([women.count, names(women)]).toEqual([1170, numbers(31, 50)])

  const short = await list({ filters: { sex: 'male' }, text: 'sung' })
  expect([short.count, names(short), short.previous]).toEqual([30, numbers(1, 20), null])
  const rest = await list({
    filters: { sex: 'male' },
    text: 'sung',
    cursor: short.next ?? undefined,
  })
  expect([rest.count, names(rest), rest.next]).toEqual([30, numbers(21, 30), null])
  const back = await list({ filters: { sex: 'male' }, cursor: rest.previous ?? undefined })
  expect(names(back)).toEqual(numbers(1, 20))
})

test('a transfer ends one stay and begins another, and carries the digital-citizen app over', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const who = await aPerson(app.testDatabase, { unitId: tree.branch })
  await app.run(officer, recordCitizenApp, { personIds: [who], on: '2024-01-10' })
  await app.run(officer, transferMembers, {
    personIds: [who],
    toUnitId: tree.otherBranch,
    on: '2026-05-01',
    decisionNo: '3',
  })
  const stays = await app.read(officer, (ctx) => listStays(ctx, who))
  expect(stays).toMatchObject([
    {
      unitId: tree.otherBranch,
      validFrom: '2026-05-01',
      validTo: null,
      citizenAppOn: '2024-01-10',
    },
    { unitId: tree.branch, validTo: '2026-05-01', reasonOut: 'transferred' },
  ])
  const again = await app.run(officer, transferMembers, {
    personIds: [who],
    toUnitId: tree.otherBranch,
    on: '2026-05-02',
  })
  expect(again).toEqual({ moved: 0 })
})

test('who may transfer beyond one’s own units is named', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const who = await aPerson(app.testDatabase, { unitId: tree.branch })
  await expect(
    app.run(officer, transferMembers, {
      personIds: [who],
      toUnitId: tree.foreignBranch,
      on: '2026-05-01',
    }),
  ).rejects.toMatchObject({
    code: 'members.transfer_beyond',
    details: { above: 'Tỉnh đoàn Thử' },
  })
})

test('an ended membership is history that can be taken back', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const who = await aPerson(app.testDatabase, { unitId: tree.branch })
  await app.run(officer, endMemberships, { personIds: [who], on: '2026-05-01', reason: 'matured' })
  expect(await app.read(officer, (ctx) => getPerson(ctx, who))).toMatchObject({
    standing: 'former',
    unitId: tree.branch,
  })
  await app.run(officer, restoreMembership, { personId: who })
  expect(await app.read(officer, (ctx) => getPerson(ctx, who))).toMatchObject({
    standing: 'member',
  })
})

test('a record that somebody else just changed is not overwritten', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const who = await aPerson(app.testDatabase, { unitId: tree.branch })
  await app.run(officer, updatePerson, { personId: who, version: 1, fullName: 'Tên Một' })
  await expect(
    app.run(officer, updatePerson, { personId: who, version: 1, fullName: 'Tên Hai' }),
  ).rejects.toMatchObject({ code: 'members.changed_meanwhile' })
})

test('sensitive facts are sealed at rest, opened only with the right to, and each opening is audited', async () => {
  const tree = await aTree(app.testDatabase)
  const secretary = asking(
    app,
    await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'),
  )
  const clerk = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  const input = admitted(tree.branch, {
    phone: '0912 345 699',
    ethnicity: 'Mông',
    religion: '',
    partyStatus: 'candidate',
  })
  await app.run(clerk, admitMember, input)
  const { rows } = await app.testDatabase.ownerPool.query(
    'select ethnicity_sealed, encode(ethnicity_sealed, $2) as text from members.person where id = $1',
    [input.id, 'escape'],
  )
  expect(rows[0].text).not.toContain('Mông')
  await expect(app.run(clerk, openSensitive, { personId: input.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await app.run(secretary, openSensitive, { personId: input.id })).toEqual({
    ethnicity: 'Mông',
    religion: null,
    partyStatus: 'candidate',
  })
  const audit = await app.testDatabase.ownerPool.query(
    `select command, details::text from audit.entry where subject_id = $1 order by id`,
    [input.id],
  )
  expect(audit.rows.map((row) => row.command)).toEqual(['members.admit', 'members.open_sensitive'])
  expect(JSON.stringify(audit.rows)).not.toMatch(/Mông|Giàng|912345699/)
})

test("a commune's statistic is recorded by its officers only, and a second entry of the day corrects it", async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_secretary'))
  const entry = {
    unitId: tree.commune,
    countedOn: '31/12/2025',
    population: 5000,
    labourForce: 2500,
    youths: 1200,
    source: 'UBND xã',
  }
  await app.run(officer, recordYouthStatistic, entry)
  await app.run(officer, recordYouthStatistic, { ...entry, youths: 1250 })
  await expect(
    app.run(officer, recordYouthStatistic, { ...entry, unitId: tree.otherCommune }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    app.run(officer, recordYouthStatistic, { ...entry, youths: 6000 }),
  ).rejects.toMatchObject({ faults: [{ path: 'youths', code: 'more_than_population' }] })
  const { rows } = await app.testDatabase.ownerPool.query(
    'select youths from members.youth_statistic where unit_id = $1',
    [tree.commune],
  )
  expect(rows).toEqual([{ youths: 1250 }])
})

test('how many members lack what the register asks for is counted by what they lack, in one’s own units', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = asking(app, await anOfficer(app.testDatabase, tree.commune, 'commune_officer'))
  await aPerson(app.testDatabase, { unitId: tree.branch, phone: '+84912000111' })
  await aPerson(app.testDatabase, { unitId: tree.branch, birthOn: '2004-03-26' })
  await aPerson(app.testDatabase, { unitId: tree.branch, kind: 'youth' })
  await aPerson(app.testDatabase, { unitId: tree.foreignBranch })
  // The officer is a member too, without phone and birth date.
  expect(await app.read(officer, (ctx) => countIncomplete(ctx, tree.commune))).toEqual({
    phone: 2,
    birth: 2,
    citizenApp: 3,
  })
  expect(await app.read(officer, (ctx) => countIncomplete(ctx, tree.foreignBranch))).toEqual({
    phone: 0,
    birth: 0,
    citizenApp: 0,
  })
})
