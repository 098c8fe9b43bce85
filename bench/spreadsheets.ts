import pg from 'pg'
import { copyRows } from '#demo/copy-rows.ts'
import {
  exportMembers,
  exportSheet,
  getImport,
  importMembers,
  runImport,
  startImport,
} from '#modules/members/server/index.ts'
import { writeWorkbook } from '#platform/server/files/write-workbook.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { populate } from './population.ts'
import { type Bench, officerAt, openBenchDatabase } from './support.ts'

const people = 44_789

/**
 * A whole province's list handed in, checked and brought into the register, and exported again, against
 * COPY of as many rows into the same two tables and out of them, by the tables' owner without any check.
 */
export const spreadsheetsBench: Bench = {
  name: 'spreadsheets',
  run: async (say) => {
    // The bench itself does the queued work, and times it.
    const database = await openBenchDatabase([{ ...importMembers, run: async () => {} }])
    try {
      say('filling')
      const { province } = await populate(database, { members: people, withRecords: false })
      const asking = await officerAt(database, province, 'province_officer')
      const { rows: branches } = await database.owner.query<{ id: string; name: string }>(
        `select unit_id as id, name from units.unit_version where level = 'branch' order by name`,
      )
      const branchOf = (index: number) => branches[index % branches.length] ?? { id: '', name: '' }
      const bytes = await new Response(listOf((index) => branchOf(index).name)).bytes()
      const bare = new pg.Client({ connectionString: database.ownerUrl })
      bare.on('error', () => {})
      await bare.connect()

      say('import')
      const importId = uuidv7()
      const checked = await seconds(() =>
        database.app.run(asking, startImport, {
          id: importId,
          unitId: province,
          fileName: 'ca-tinh.xlsx',
          bytes,
          kind: 'member',
          joinedOn: '26/03/2024',
        }),
      )
      const written = await seconds(async () => {
        await database.app.run(asking, runImport, { importId })
        await importMembers.run(database.app, asking, { importId })
      })
      const { stored, counts } = await database.app.read(asking, (ctx) => getImport(ctx, importId))
      if (stored !== people) throw new Error(`${stored} stored: ${JSON.stringify(counts)}`)

      say('COPY in')
      const ids = Array.from({ length: people }, () => uuidv7())
      const copied = await seconds(async () => {
        await bare.query('begin')
        await copyRows(
          bare,
          'members.person',
          ['id', 'unit_id', 'standing', 'full_name', 'phone', 'birth_on', 'birth_year'],
          ids.map((id, index) => [
            id,
            branchOf(index).id,
            'member',
            nameOf(index),
            `+848${String(index).padStart(8, '0')}`,
            '2004-03-26',
            2004,
          ]),
        )
        await copyRows(
          bare,
          'members.membership',
          ['id', 'person_id', 'unit_id', 'kind', 'valid_from', 'reason_in'],
          ids.map((id, index) => [
            uuidv7(),
            id,
            branchOf(index).id,
            'member',
            '2024-03-26',
            'imported',
          ]),
        )
        await bare.query('commit')
      })

      say('export')
      await database.owner.query('analyze members.person')
      let size = 0
      const exported = await seconds(async () => {
        await database.app.run(asking, exportMembers, { unitId: province })
        const sheet = exportSheet(database.app, asking, { unitId: province }, [])
        for await (const chunk of writeWorkbook(sheet)) size += chunk.length
      })
      const total = people * 3
      const copiedOut = await seconds(() => copyOut(bare))
      await bare.end()
      return [
        {
          what: `import of ${people.toLocaleString('en')} rows (check ${checked.toFixed(1)} s, write ${written.toFixed(1)} s)`,
          ours: `${(checked + written).toFixed(1)} s`,
          limit: `COPY ${copied.toFixed(1)} s`,
          ratio: (checked + written) / copied,
          target: '< 15 s',
          met: checked + written < 15,
        },
        {
          what: `export of ${total.toLocaleString('en')} rows (${(size / 1e6).toFixed(1)} MB of xlsx)`,
          ours: `${exported.toFixed(1)} s`,
          limit: `COPY ${copiedOut.toFixed(1)} s`,
          ratio: exported / copiedOut,
        },
      ]
    } finally {
      await database.stop()
    }
  },
}

const given =
  'An Bình Chi Dung Giang Hà Khánh Lan Minh Ngân Phúc Quyên Sơn Thảo Uyên Vinh Xuân Yến'.split(' ')
const middle = 'Thị Văn Hữu Ngọc Thanh Bảo Gia Khôi Tuệ Nhật Hoài'.split(' ')
const nameOf = (index: number) =>
  `Khoàng ${middle[index % middle.length]} ${given[Math.floor(index / middle.length) % given.length]}`

const listOf = (branch: (index: number) => string) =>
  writeWorkbook({
    name: 'Danh sách',
    columns: ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số điện thoại', 'Chi đoàn'].map(
      (header) => ({ header, type: 'text' as const }),
    ),
    rows: Array.from({ length: people }, (_, index) => [
      String(index + 1),
      nameOf(index),
      '26/03/2004',
      index % 2 ? 'Nam' : 'Nữ',
      `07${String(index).padStart(8, '0')}`,
      branch(index),
    ]),
  })

/** Reads the same people by COPY TO STDOUT. */
function copyOut(client: pg.Client): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = {
      submit: (wire: { query(text: string): void }) =>
        wire.query(
          `copy (select p.*, v.name from members.person p left join units.unit_version v on v.unit_id = p.unit_id and v.valid_to is null
                  where p.standing = 'member' order by p.given_name, p.full_name, p.id) to stdout`,
        ),
      handleCopyData: () => {},
      handleCommandComplete: () => {},
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    }
    client.query(query as unknown as pg.Submittable)
  })
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
