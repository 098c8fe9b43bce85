import type { TestDatabase } from '#platform/testing/database.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { EmployerKind, Fee, VacancyState } from '../kinds.ts'

let numbers = 0
/** A registration number that no other builder gave. */
const newNumber = () => String(5_100_000_000 + ++numbers)

/** Enters an employer straight in the tables, verified unless said otherwise. Returns its id. */
export async function anEmployer(
  database: TestDatabase,
  fields: {
    unitId: string
    name?: string
    kind?: EmployerKind
    registrationNo?: string
    state?: 'waiting' | 'verified' | 'refused'
    accountId?: string
    phone?: string
  },
): Promise<string> {
  const id = uuidv7()
  const kind = fields.kind ?? 'enterprise'
  const state = fields.state ?? 'verified'
  await database.ownerPool.query(
    `insert into jobs.employer (id, unit_id, kind, name, registration_no, place, contact_name, phone, licence_no, state,
       check_source, checked_on, registered_on, account_id)
     values ($1, $2, $3, $4, $5, 'Vị Xuyên', 'Lý Thị Thử', $6, $7, $8, $9, $10, '2026-05-01', $11)`,
    [
      id,
      fields.unitId,
      kind,
      fields.name ?? `Công ty Thử Nghiệm ${numbers + 1}`,
      fields.registrationNo ?? newNumber(),
      fields.phone ?? '+84912000111',
      kind === 'labour_export' ? '12/LĐTBXH-GP' : null,
      state,
      state === 'verified' ? 'Cổng đăng ký doanh nghiệp' : null,
      state === 'waiting' ? null : '2026-05-02',
      fields.accountId ?? null,
    ],
  )
  return id
}

/** Enters a vacancy straight in the tables; public at home unless said otherwise. Returns its id. */
export async function aVacancy(
  database: TestDatabase,
  fields: {
    employerId: string
    state?: VacancyState
    title?: string
    description?: string
    field?: string
    place?: string
    salaryTo?: number
    endsOn?: string
    publishedOn?: string
    abroad?: { country: string; fees: Fee[]; licenceNo?: string }
  },
): Promise<string> {
  const id = uuidv7()
  const state = fields.state ?? 'public'
  const { abroad } = fields
  await database.ownerPool.query(
    `insert into jobs.vacancy (id, employer_id, unit_id, title, description, field, is_abroad, country, place, salary_from, salary_to,
       hours, language, housing, slots, ends_on, contact_phone, licensed_by, licence_no, contract, contract_months, fees, state,
       reason, created_on, sent_on, published_on, ended_on)
     select $1, e.id, e.unit_id, $3, $4, $5, $6, $7, $8, 6000000, $9, '8 giờ mỗi ngày', 'Tiếng Việt', 'free', 10, $10, '+84219123456',
            $11, $12, $13, $14, $15, $16, $17, '2026-05-10', '2026-05-10', $18, $19
       from jobs.employer e where e.id = $2`,
    [
      id,
      fields.employerId,
      fields.title ?? 'Công nhân may công nghiệp',
      fields.description ??
        `May áo khoác xuất khẩu, có người kèm việc trong tháng đầu tiên (${id.slice(-4)}).`,
      fields.field ?? 'garment',
      Boolean(abroad),
      abroad?.country ?? null,
      fields.place ?? 'huyện Vị Xuyên',
      fields.salaryTo ?? 9_000_000,
      fields.endsOn ?? '2026-07-31',
      abroad ? 'Công ty A' : null,
      abroad ? (abroad.licenceNo ?? '12/LĐTBXH-GP') : null,
      abroad ? 'Hợp đồng 3 năm' : null,
      abroad ? 36 : null,
      abroad ? JSON.stringify(abroad.fees) : null,
      state,
      state === 'refused' ? 'x' : null,
      ['public', 'ended'].includes(state) ? (fields.publishedOn ?? '2026-05-12') : null,
      state === 'ended' ? '2026-06-01' : null,
    ],
  )
  return id
}

/** A vacancy as its form sends it. */
export const vacancyInput = (more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  title: 'Công nhân may',
  description: 'May áo khoác xuất khẩu tại xưởng, có người kèm việc.',
  field: 'garment',
  place: 'huyện Vị Xuyên',
  salaryFrom: '7.000.000',
  salaryTo: '10.000.000',
  hours: '8 giờ mỗi ngày, nghỉ chủ nhật',
  language: 'Tiếng Việt',
  housing: 'free',
  slots: '20',
  endsOn: '31/07/2026',
  contactPhone: '0912 345 678',
  ...more,
})
export const abroadInput = (more: Record<string, unknown> = {}) =>
  vacancyInput({
    isAbroad: 'on',
    country: 'Nhật Bản',
    licensedBy: 'Công ty Xuất khẩu lao động A',
    licenceNo: '123/LĐTBXH-GP',
    contract: 'Hợp đồng lao động 3 năm với nhà máy, lương cơ bản 40 triệu đồng.',
    contractMonths: '36',
    fees: [
      { name: 'Tiền dịch vụ', amount: '30.000.000', when: 'later' },
      { name: 'Vé máy bay', amount: '12.000.000', when: 'later' },
    ],
    ...more,
  })
