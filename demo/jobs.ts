import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { demoPassword } from './accounts.ts'
import { idsOf } from './ids.ts'
import { type DemoTree, where } from './tree.ts'
import { abroadWords, employerWords, peopleSaid, vacancyWords } from './words/jobs.ts'

/** The employer's account of the demonstration: the community tourism cooperative of Pả Vi. */
export const employerAccount = { phone: '+84300000030', employer: 4 } as const

/** Of every so many members one has found work in the last year. */
const onePlacedOf = 160

/**
 * Jobs of a province: employers, vacancies at each step, who applied, posters that were scanned and who
 * found work. Figures are rows, made by PostgreSQL; copies for measurements have none.
 */
export async function offerJobs(
  client: pg.Client,
  { tree, today }: { tree: DemoTree; today: IsoDay },
): Promise<number> {
  if (tree.isCopy) return 0
  const ids = idsOf(`jobs of ${tree.number}`)
  const commune =
    tree.districts
      .flatMap((district) => district.communes)
      .find((one) => where(one) === 'xã Pả Vi') ?? tree.districts[0]?.communes[0]
  if (!commune) return 0
  const isFirst = where(commune) === 'xã Pả Vi'
  const employers = employerWords.map(([kind, name, place, at], n) => ({
    id: ids(),
    unit_id: at === 'province' ? tree.province.id : commune.id,
    kind,
    name,
    registration_no: `${51 + tree.number}009${String(10_000 + n)}`,
    place,
    contact_name: 'Nguyễn Thị Mẫu',
    phone:
      n === employerAccount.employer && isFirst
        ? employerAccount.phone
        : `+8430009${String(tree.number % 10)}${String(100 + n)}`,
    licence_no: kind === 'labour_export' ? '1024/LĐTBXH-GP' : null,
    state: n === 6 ? 'waiting' : 'verified',
    check_source: n === 6 ? null : 'Cổng thông tin quốc gia về đăng ký doanh nghiệp',
    checked_on: n === 6 ? null : addDays(today, -90),
    registered_on: addDays(today, -95),
  }))
  await fill(client, 'jobs.employer', employers)
  const vacancies = vacancyRows(employers, ids, today)
  await fill(client, 'jobs.vacancy', vacancies)
  await client.query(publish, [
    vacancies.filter(({ state }) => state === 'public').map(({ id }) => id),
    today,
  ])
  await client.query(apply, [
    vacancies.filter(({ state }) => state === 'public').map(({ id }) => id),
    today,
    tree.province.id,
  ])
  await client.query(place, [
    tree.province.id,
    today,
    onePlacedOf,
    [...peopleSaid],
    employers.slice(0, 6).map(({ name }) => name),
    employers.slice(0, 6).map(({ place: at }) => at),
  ])
  await hangPosters(client, vacancies, ids, today)
  if (isFirst) await openAccount(client, employers[employerAccount.employer]?.id ?? '')
  return vacancies.length
}

type Row = Record<string, unknown>

/** Rows of objects, in one statement; what a row does not name is left to the table. */
async function fill(client: pg.Client, table: string, rows: readonly Row[]) {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  )
}

function vacancyRows(
  employers: readonly { id: string; unit_id: string; kind: string; place: string }[],
  ids: () => string,
  today: IsoDay,
) {
  const rows = vacancyWords.map(
    ([whose, field, title, description, from, to, housing, hours], n) => {
      const employer = employers[whose] as (typeof employers)[number]
      const state = whose === 6 ? 'waiting' : n === 7 ? 'ended' : n === 5 ? 'waiting' : 'public'
      return {
        ...common(ids(), employer, today, n, state),
        ...{ title, description, field, housing, hours, is_abroad: false, place: employer.place },
        ...{ salary_from: from * 1_000_000, salary_to: to * 1_000_000, language: 'Tiếng Việt' },
        ...noAbroad,
      }
    },
  )
  const sender = employers[3] as (typeof employers)[number]
  const abroad = abroadWords.map(([field, title, country, description, from, to, fees], n) => ({
    ...common(ids(), sender, today, 20 + n, 'public'),
    ...{
      title,
      description,
      field,
      housing: 'free',
      hours: '8 giờ mỗi ngày, nghỉ theo luật nước sở tại',
      is_abroad: true,
    },
    ...{
      place: country === 'Nhật Bản' ? 'tỉnh Chiba' : 'tỉnh Gyeonggi',
      salary_from: from * 1_000_000,
      salary_to: to * 1_000_000,
    },
    ...{
      language: country === 'Nhật Bản' ? 'Tiếng Nhật N4' : 'Không yêu cầu trước',
      country,
      licensed_by: 'Công ty cổ phần Nhân lực Quốc tế Mẫu',
      licence_no: '1024/LĐTBXH-GP',
    },
    contract:
      'Ký với người sử dụng lao động ở nước ngoài; bảo hiểm theo luật nước sở tại; công ty đưa về nước nếu bị cắt hợp đồng không do lỗi của người lao động.',
    contract_months: country === 'Nhật Bản' ? 36 : 8,
    fees: fees.map(([name, amount, when]) => ({ name, amount: amount * 1_000_000, when })),
  }))
  // One that cheats, for the officer who checks.
  const [first] = rows
  const bad = {
    ...(first as Row),
    ...common(ids(), employers[6] as (typeof employers)[number], today, 30, 'waiting'),
    title: 'Việc nhẹ lương cao đi Campuchia',
    description: `${vacancyWords[3]?.[3]} Đặt cọc 3 triệu để giữ chỗ, đi Campuchia làm văn phòng, bao ăn ở.`,
    field: 'electronics',
    ...{
      salary_from: 30_000_000,
      salary_to: 60_000_000,
      contact_phone: null,
      contact_other: 'Zalo Ms Trang',
    },
  }
  return [...rows, ...abroad, bad] as (Row & { id: string; state: string })[]
}

const noAbroad = {
  country: null,
  licensed_by: null,
  licence_no: null,
  contract: null,
  contract_months: null,
  fees: null,
}

const common = (
  id: string,
  employer: { id: string; unit_id: string; kind: string },
  today: IsoDay,
  n: number,
  state: string,
) => ({
  id,
  employer_id: employer.id,
  unit_id: employer.unit_id,
  // A works takes on dozens, a homestay one or two.
  slots: ['household', 'cooperative'].includes(employer.kind) ? 1 + (n % 2) : 3 + ((n * 7) % 40),
  ends_on: addDays(today, state === 'ended' ? -10 : 15 + ((n * 11) % 60)),
  contact_name: 'Nguyễn Thị Mẫu',
  contact_phone: '+842193000000',
  contact_other: null,
  state,
  created_on: addDays(today, -30 - n),
  sent_on: addDays(today, state === 'waiting' ? -1 : -29 - n),
  published_on: ['public', 'ended'].includes(state) ? addDays(today, -28 + (n % 20)) : null,
  ended_on: state === 'ended' ? addDays(today, -9) : null,
  version: 2,
})

const publish = `
  select platform.put_public(jsonb_agg(jsonb_build_object('kind', 'vacancy', 'id', v.id, 'title', v.title, 'summary', e.name || ', ' || v.place,
           'keywords', v.description, 'address', '/jobs/' || v.id, 'unit_id', v.unit_id, 'place', v.place, 'ends_on', v.ends_on,
           'language', 'vi', 'public_at', v.published_on)), $2::date)
    from jobs.vacancy v join jobs.employer e on e.id = v.employer_id where v.id = any ($1::uuid[])`

/** Four members apply for each open vacancy, with a page of themselves. */
const apply = `
  with who as (select array(select p.id from members.person p where p.standing = 'member' and p.phone is not null
                               and p.phone !~ '^\\+8430000000' and p.unit_id in (select unit_id from access.reach where ancestor_id = $3)
                             order by p.id limit 400) as ids),
       open as (select v.*, row_number() over (order by v.id) as n from jobs.vacancy v where v.id = any ($1::uuid[]))
  insert into jobs.application (id, vacancy_id, employer_id, unit_id, way, person_id, name, phone, profile, state, answer, starts_on, sent_by, sent_at,
    decided_at, consent_text_version, delete_after)
  select gen_random_uuid(), o.id, o.employer_id, p.unit_id, case when g = 3 then 'secretary' else 'profile' end, p.id, p.full_name, p.phone,
         jsonb_build_object('name', p.full_name, 'birthYear', p.birth_year, 'skills', 'Chăm chỉ, học việc nhanh', 'experience', 'Đã làm ở quê hai năm'),
         (array['sent', 'seen', 'invited', 'hired'])[g], case when g = 3 then 'Mời đến gặp lúc 8 giờ sáng thứ hai' end,
         case when g = 4 then $2::date - 3 end, p.id, $2::date - 12 + g, case when g > 1 then $2::date - 5 end, '2026-11', $2::date + 353
    from open o cross join generate_series(1, 4) g cross join who w
    join members.person p on p.id = w.ids[1 + (o.n * 13 + g * 41) % array_length(w.ids, 1)]
  on conflict do nothing`

/** Who found work in the last year, where they were then; two thirds of those asked still have it. */
const place = `
  with member as (select p.id, p.unit_id, row_number() over (order by p.id) as n from members.person p
                   where p.standing = 'member' and p.unit_id in (select unit_id from access.reach where ancestor_id = $1))
  insert into jobs.placement (id, unit_id, person_id, employer_name, job, place, is_abroad, started_on, consent_text_version, consent_method,
    consented_at, recorded_by, asked_on, kept, kept_on)
  select gen_random_uuid(), m.unit_id, m.id, ($5::text[])[1 + f.k % cardinality($5::text[])], ($4::text[])[1 + f.k % cardinality($4::text[])],
         ($6::text[])[1 + f.k % cardinality($6::text[])], f.k % 11 = 0, f.began, '2026-11', 'self', f.began, m.id,
         case when f.ask <= $2::date then f.ask end, case when f.ask + 4 <= $2::date and f.k % 9 <> 0 then f.k % 3 <> 0 end,
         case when f.ask + 4 <= $2::date and f.k % 9 <> 0 then f.ask + 4 end
    from member m
    cross join lateral (select m.n / $3::int as k, $2::date - (5 + (m.n / $3::int) * 37 % 350)::int as began,
           (($2::date - (5 + (m.n / $3::int) * 37 % 350)::int) + interval '3 months')::date as ask) f
   where m.n % $3::int = 0`

async function hangPosters(
  client: pg.Client,
  vacancies: readonly (Row & { id: string; state: string })[],
  ids: () => string,
  today: IsoDay,
) {
  const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  let n = 0
  for (const vacancy of vacancies.filter(({ state }) => state === 'public').slice(0, 4)) {
    const link = ids()
    await client.query(
      'insert into links.link (id, unit_id, path, made_on) values ($1, $2, $3, $4)',
      [link, vacancy.unit_id, `/jobs/${vacancy.id}`, addDays(today, -20)],
    )
    for (const name of ['Cổng chợ phiên', 'Trường trung học phổ thông', 'Nhà văn hóa thôn']) {
      // Codes of the demonstration come of the ids, so that it is the same each time.
      const code =
        Array.from(
          { length: 7 },
          (_, at) =>
            letters[
              Number.parseInt(link.replaceAll('-', '').slice(12 + at * 2, 14 + at * 2), 16) % 30
            ],
        )
          .join('')
          .slice(0, 6) + letters[n++ % 30]
      await client.query(
        `with hung as (insert into links.place (code, link_id, unit_id, name, hung_on) values ($1, $2, $3, $4, $5) returning code, unit_id)
         insert into links.scan (code, unit_id, day, slot, scans)
         select code, unit_id, $5::date + d, 0, 1 + (d * 7 + $6) % 9 from hung cross join generate_series(0, 19) d`,
        [code, link, vacancy.unit_id, name, addDays(today, -20), n],
      )
    }
  }
}

/** The employer's account, which sees its own vacancies and applicants and nothing else. */
async function openAccount(client: pg.Client, employerId: string) {
  const id = idsOf('login of an employer')()
  await client.query(
    `with made as (insert into identity.login (id, name, email, phone, is_outside)
       select $1, name, '84300000030@phone.invalid', phone, true from jobs.employer where id = $2 returning id)
     insert into identity.credential (id, user_id, account_id, provider_id, password) select gen_random_uuid(), id, id::text, 'credential', $3 from made`,
    [id, employerId, await hashPassword(demoPassword)],
  )
  await client.query('update jobs.employer set account_id = $1 where id = $2', [id, employerId])
}
