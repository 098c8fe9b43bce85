import { streamXlsxRows } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFresh } from '#modules/indicators/server/index.ts'
import { arrangeOrganisation, type Organisation } from '#modules/indicators/server/testing.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { writeWorkbook } from '#platform/server/files/write-workbook.ts'
import { useDatabase } from '#platform/testing/database.ts'
import { readAsked } from './asked.ts'
import { provincialReport } from './provincial-report.ts'
import { barLength, type Order, unitsBelow } from './units-below.ts'
import { breakDownSheet, reportSheet } from './workbooks.ts'

const database = useDatabase()
let org: Organisation

beforeAll(async () => {
  org = await arrangeOrganisation(database)
  await org.help(await org.hold('hill', '2024-01-10'), [3])
  await org.help(await org.hold('river', '2024-01-11'), [9])
  await org.help(await org.hold('province', '2024-01-12'), [4])
  await org.hold('lake', '2024-01-13')
  await org.join('hillBranch')
})
afterAll(() => org.app.close())

const below = async (unit: keyof Organisation['units'], order?: Order) =>
  readFresh(org.app, await org.as('province_secretary', 'province'), async (ctx) =>
    unitsBelow(
      ctx,
      await readAsked(ctx, new URLSearchParams({ unit: org.units[unit] })),
      'people_helped',
      order,
    ),
  )

test('what a unit recorded itself is told from what those below it did', async () => {
  const { whole, units, own } = await below('province')
  expect(whole.people_helped).toBe(16)
  expect(units.map((unit) => [unit.name, unit.figures.people_helped])).toEqual([
    ['Huyện đoàn Bắc', 3],
    ['Huyện đoàn Nam', 9],
  ])
  expect(own).toBe(4)
})

test('units stand by name, from the highest or from the lowest; the silent ones come last', async () => {
  const names = async (order: Order) => (await below('north', order)).units.map((unit) => unit.name)
  expect(await names('high')).toEqual(['Đoàn xã Đồi', 'Đoàn xã Hồ'])
  expect(await names('low')).toEqual(['Đoàn xã Hồ', 'Đoàn xã Đồi'])
  await database.ownerPool.query(
    `update campaigns.activity set state = 'cancelled' where held_on = '2024-01-13'`,
  )
  expect(await names('low')).toEqual(['Đoàn xã Đồi', 'Đoàn xã Hồ'])
})

test('bars compare with the greatest, shares with a hundred', async () => {
  const { units } = await below('province')
  expect(
    units.map((unit) => barLength('people_helped', unit.figures.people_helped ?? null, units)),
  ).toEqual([33.3, 100])
  expect(barLength('citizen_app_share', 42.5, units)).toBe(42.5)
  expect(barLength('people_helped', null, units)).toBe(0)
})

test('the spreadsheets say of which unit and time they are, and leave unknown values empty', async () => {
  const rows = async (sheet: Parameters<typeof writeWorkbook>[0]) => {
    const bytes = new Uint8Array(await new Response(writeWorkbook(sheet)).arrayBuffer())
    return Array.fromAsync(streamXlsxRows(bytes), (row) => row.values)
  }
  const { report, place, parts } = await readFresh(
    org.app,
    await org.as('province_secretary', 'province'),
    async (ctx) => {
      const asked = await readAsked(
        ctx,
        new URLSearchParams({ unit: org.units.north, on: '2024-04-03' }),
      )
      return {
        report: await provincialReport(ctx, asked),
        place: { unit: await getUnit(ctx, asked.unitId), ...asked },
        parts: await unitsBelow(ctx, asked, 'people_helped'),
      }
    },
  )
  const whole = await rows(reportSheet(report))
  expect(whole[1]).toEqual(['Huyện đoàn Bắc, Tỉnh đoàn'])
  expect(whole.find((row) => row[5] === 'members')).toEqual([
    'Đoàn viên',
    1,
    'người',
    null,
    null,
    'members',
  ])
  expect(whole.find((row) => row[5] === 'enterprises')?.slice(1, 3)).toEqual([0, 'doanh nghiệp'])

  const units = await rows(breakDownSheet(place, parts))
  expect(units.slice(4)).toEqual([
    ['Đoàn xã Đồi', 'Đoàn xã', 3, null],
    ['Đoàn xã Hồ', 'Đoàn xã', null, 'Chưa có số liệu'],
  ])
})
