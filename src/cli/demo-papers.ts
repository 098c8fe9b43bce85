import pg from 'pg'
import { idsOf } from '#demo/ids.ts'
import {
  contentOf,
  getDocument,
  makePaperDocx,
  makePaperPdf,
} from '#modules/documents/server/index.ts'
import { newVerifyCode, request, verifyAddress } from '#modules/signing/server/index.ts'
import { dayOf, writtenDay } from '#platform/days.ts'
import { type App, openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Asking } from '#platform/server/context.ts'
import {
  type Content,
  letterhead,
  list,
  paperTitle,
  paragraph,
  qrWithText,
  signatures,
} from '#platform/server/pdf/blocks.ts'
import { makePdf } from '#platform/server/pdf/make-pdf.ts'
import type { Installation } from './installation.ts'

const secretaryPhone = '+84300000007'
const memberPhone = '+84300000010'

interface Account {
  accountId: string
  personId: string
  unitId: string
  name: string
  phone: string
}

/**
 * The files of the demonstration's issued papers, and two papers of its branch that wait to be signed,
 * handed in by its secretary. Does nothing where there is no such branch.
 */
export async function demonstratePapers(installation: Installation): Promise<void> {
  const accounts = await accountsOf(installation)
  const secretary = accounts.find(({ phone }) => phone === secretaryPhone)
  const member = accounts.find(({ phone }) => phone === memberPhone)
  if (!secretary || !member) return
  const config = readConfig(process.env)
  const app = openApp({
    config: { ...config, APP_SECRET: installation.secret, LOG_LEVEL: 'error', DATABASE_POOL: 2 },
    appUrl: installation.appUrl,
    tasks: [],
  })
  const at = new Date()
  const asking: Asking = {
    actor: { kind: 'person', ...secretary },
    requestId: 'demo-papers',
    locale: 'vi',
    now: () => at,
  }
  const nextId = idsOf('papers of the demonstration', at.getTime())
  try {
    await keepIssued(app, installation)
    for (const paper of papersOf(dayOf(at))) {
      const people = { secretary, member }
      const signers = paper.signers.map(([who, role]) => ({ ...people[who], role }))
      const code = newVerifyCode()
      const bytes = await makePdf({
        title: paper.title,
        at,
        content: [
          letterhead({
            issuer: ['ĐOÀN XÃ PẢ VI', 'CHI ĐOÀN THÔN PẢ VI HẠ'],
            number: `Số: ${paper.number}`,
            motto: 'ĐOÀN TNCS HỒ CHÍ MINH',
            placeAndDay: `Pả Vi, ngày ${writtenDay(dayOf(at))}`,
          }),
          paperTitle(paper.kind, paper.about),
          ...paper.content,
          signatures(signers.map(({ name, role }) => ({ name, role }))),
          qrWithText(verifyAddress(config, code), [
            'Quét mã để kiểm tra văn bản',
            verifyAddress(config, code),
          ]),
        ],
      })
      await app.run(asking, request, {
        id: nextId(),
        unitId: secretary.unitId,
        title: paper.title,
        contextKind: 'paper',
        number: paper.number,
        datedOn: dayOf(at),
        sha256: (await app.files.put(bytes)).sha256,
        code,
        signers: signers.map(({ personId, role }) => ({ personId, role })),
      })
    }
  } finally {
    await app.database.close()
  }
}

/** Papers that were loaded as issued are set now, as issuing them would have done. */
async function keepIssued(app: App, installation: Installation): Promise<void> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{
      id: string
      at: Date
      accountId: string
      personId: string
    }>(
      `select d.id, d.created_at as at, l.id as "accountId", l.person_id as "personId"
         from documents.document d join identity.login l on l.person_id = d.created_by
        where d.direction = 'out' and d.state = 'issued' and d.pdf_sha256 is null`,
    )
    for (const { id, at, accountId, personId } of rows) {
      const asking: Asking = {
        actor: { kind: 'person', accountId, personId },
        requestId: 'demo-papers',
        locale: 'vi',
        now: () => new Date(),
      }
      const content = await app.read(asking, async (ctx) =>
        contentOf(ctx, await getDocument(ctx, id)),
      )
      const pdf = await app.files.put(await makePaperPdf(content, { at }))
      const docx = await app.files.put(await makePaperDocx(content))
      await client.query(
        'update documents.document set pdf_sha256 = $2, pdf_size = $3, docx_sha256 = $4 where id = $1',
        [id, pdf.sha256, pdf.size, docx.sha256],
      )
    }
  } finally {
    await client.end()
  }
}

interface DemoPaper {
  title: string
  kind: string
  about: string
  number: string
  signers: ['secretary' | 'member', string][]
  content: Content[]
}

const papersOf = (day: string): DemoPaper[] => {
  const [year, month] = day.split('-').map(Number)
  return [
    {
      title: `Biên bản họp Chi đoàn tháng ${month} năm ${year}`,
      kind: 'Biên bản',
      about: `Họp Chi đoàn tháng ${month} năm ${year}`,
      number: '04-BB/CĐ',
      signers: [
        ['member', 'Thư ký'],
        ['secretary', 'Chủ tọa'],
      ],
      content: [
        paragraph(
          'Chi đoàn họp thường kỳ tại nhà văn hóa thôn, nghe báo cáo kết quả hoạt động trong tháng và bàn nhiệm vụ tháng tới.',
        ),
        list([
          'Duy trì đội hình hỗ trợ bà con nộp hồ sơ trực tuyến vào sáng thứ bảy hằng tuần.',
          'Vận động đoàn viên đi làm ăn xa giữ liên lạc với Chi đoàn.',
          'Phân công đoàn viên giúp hai hộ neo đơn thu hoạch ngô.',
        ]),
      ],
    },
    {
      title: 'Kế hoạch tổ chức ngày thứ bảy tình nguyện',
      kind: 'Kế hoạch',
      about: 'Tổ chức ngày thứ bảy tình nguyện',
      number: '05-KH/CĐ',
      signers: [['secretary', 'Bí thư']],
      content: [
        paragraph(
          'Chi đoàn tổ chức ngày thứ bảy tình nguyện, hướng dẫn bà con cài đặt và sử dụng tài khoản định danh điện tử.',
        ),
      ],
    },
  ]
}

async function accountsOf(installation: Installation): Promise<Account[]> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Account>(
      `select l.id as "accountId", p.id as "personId", p.unit_id as "unitId", p.full_name as name, p.phone
         from identity.login l join members.person p on p.id = l.person_id where p.phone = any ($1)`,
      [[secretaryPhone, memberPhone]],
    )
    return rows
  } finally {
    await client.end()
  }
}
