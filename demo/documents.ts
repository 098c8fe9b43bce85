import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { idsOf } from './ids.ts'

const provinceOfficer = '+84300000002'
const communeSecretary = '+84300000005'
const branchSecretary = '+84300000007'

interface DemoPaper {
  /** The account whose office's unit it is of. */
  by: string
  type: string
  letters: string
  subject: string
  body: string
  /** Days before today on which it was issued; a draft where absent. */
  daysAgo?: number
  state: 'draft' | 'review' | 'issued'
  urgency?: 'urgent'
  /** Sent to all units of this level below. */
  to?: 'commune' | 'branch'
}

const plan = `I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Hỗ trợ người dân cài đặt, kích hoạt tài khoản định danh điện tử và nộp hồ sơ trực tuyến.
- Phát huy vai trò xung kích của đoàn viên trong chuyển đổi số ở thôn, bản.
2. Yêu cầu
- Mỗi chi đoàn có ít nhất một đội hình; không làm thay người dân những việc cần mật khẩu.
II. NỘI DUNG
Các chi đoàn phối hợp với tổ công nghệ số cộng đồng tổ chức điểm hỗ trợ tại nhà văn hóa thôn vào sáng thứ Bảy hằng tuần.
III. TỔ CHỨC THỰC HIỆN
- Các chi đoàn báo cáo kết quả trước ngày 25 hằng tháng.`

const papers: readonly DemoPaper[] = [
  {
    by: provinceOfficer,
    type: 'guidance',
    letters: 'HD',
    subject: 'Hướng dẫn tổ chức Ngày thứ Bảy tình nguyện vì chuyển đổi số',
    body: plan,
    daysAgo: 20,
    state: 'issued',
    to: 'commune',
  },
  {
    by: provinceOfficer,
    type: 'letter',
    letters: 'CV',
    subject: 'Đôn đốc cập nhật số liệu đoàn viên trước đợt đánh giá',
    body: 'Ban Thường vụ yêu cầu các đơn vị rà soát, cập nhật hồ sơ đoàn viên, hoàn thành trước ngày 30.\nĐơn vị nào còn vướng mắc báo về Văn phòng để được hướng dẫn.',
    daysAgo: 4,
    state: 'issued',
    urgency: 'urgent',
    to: 'commune',
  },
  {
    by: communeSecretary,
    type: 'plan',
    letters: 'KH',
    subject: 'Hỗ trợ người dân sử dụng dịch vụ công trực tuyến',
    body: plan,
    daysAgo: 12,
    state: 'issued',
    to: 'branch',
  },
  {
    by: communeSecretary,
    type: 'announcement',
    letters: 'TB',
    subject: 'Lịch trực điểm hỗ trợ dịch vụ công tại phiên chợ',
    body: 'Ban Thường vụ Đoàn xã thông báo lịch trực điểm hỗ trợ tại phiên chợ như sau:\n- Tuần thứ nhất: chi đoàn thôn Pả Vi Hạ;\n- Tuần thứ hai: chi đoàn trường học.',
    daysAgo: 2,
    state: 'issued',
    to: 'branch',
  },
  {
    by: communeSecretary,
    type: 'report',
    letters: 'BC',
    subject: 'Kết quả công tác Đoàn và phong trào thanh thiếu nhi quý này',
    body: 'I. KẾT QUẢ\n- Tổ chức các buổi hỗ trợ dịch vụ công tại thôn.\nII. NHIỆM VỤ QUÝ TỚI',
    state: 'review',
  },
  {
    by: branchSecretary,
    type: 'plan',
    letters: 'KH',
    subject: 'Dọn vệ sinh đường thôn và trồng hoa hai bên đường',
    body: plan,
    state: 'draft',
  },
]

const experiences = [
  {
    by: branchSecretary,
    title: 'Điểm hướng dẫn dịch vụ công tại phiên chợ',
    problem:
      'Bà con ở xa trung tâm xã, ít khi xuống xã; nhiều người không có điện thoại thông minh.',
    done: '1. Đặt bàn cạnh cổng chợ từ 6 giờ sáng ngày phiên.\n2. Mỗi ca hai đoàn viên, một người nói được tiếng Mông.\n3. Ghi lại hồ sơ còn thiếu giấy tờ và hẹn phiên sau.\n- Cần: một điện thoại có mạng, một bảng ghi tên thủ tục.',
    result: 'Sau bốn phiên, 96 lượt người dân được hướng dẫn, 41 hồ sơ nộp xong tại chỗ.',
    materials: 'Mẫu bảng ghi tên thủ tục; danh sách giấy tờ cần mang theo.',
    tags: ['dịch vụ công', 'phiên chợ'],
  },
  {
    by: communeSecretary,
    title: 'Sinh hoạt chi đoàn kết hợp học kỹ năng số',
    problem: 'Đoàn viên đi làm xa, buổi sinh hoạt thưa người.',
    done: 'Ghép buổi sinh hoạt với một kỹ năng số thiết thực, mời đoàn viên biết trước hướng dẫn lại.\n- Mỗi buổi một kỹ năng, không quá 30 phút.',
    result: 'Tỷ lệ dự sinh hoạt tăng từ một nửa lên hơn ba phần tư số đoàn viên ở nhà.',
    materials: '',
    tags: ['sinh hoạt', 'kỹ năng số'],
  },
]

/** Papers of the demonstration's accounts, sent and partly read, a book of arrivals, and what worked. */
export async function keepPapers(client: pg.Client, today: IsoDay): Promise<void> {
  const id = idsOf('documents')
  await client.query(
    `with top as (select unit_id from units.unit_version where parent_id is null and valid_to is null)
     insert into documents.term (id, unit_id, name, starts_on, ends_on)
     select gen_random_uuid(), unit_id, '2022–2027', '2022-09-01', null from top`,
  )
  for (const [phone, abbreviation, upperBody] of [
    [provinceOfficer, 'TĐTN', 'TRUNG ƯƠNG ĐOÀN'],
    [communeSecretary, 'ĐTN', null],
    [branchSecretary, 'CĐ', null],
  ])
    await client.query(
      `insert into documents.office (unit_id, abbreviation, place, upper_body)
       select v.unit_id, $2, regexp_replace(v.name, '^(Tỉnh đoàn|Đoàn xã|Chi đoàn thôn) ', ''), $3
         from members.person p join access.role r on r.person_id = p.id
         join units.unit_version v on v.unit_id = r.unit_id and v.valid_to is null
        where p.phone = $1 order by r.valid_from limit 1`,
      [phone, abbreviation, upperBody],
    )
  const numbers = new Map<string, number>()
  for (const paper of papers) {
    const documentId = id()
    const key = `${paper.by} ${paper.type}`
    const number = (numbers.get(key) ?? 0) + 1
    const day = addDays(today, -(paper.daysAgo ?? 1))
    const isIssued = paper.state === 'issued'
    if (isIssued) numbers.set(key, number)
    await client.query(
      `with author as (
         select r.person_id, r.unit_id, p.full_name from members.person p join access.role r on r.person_id = p.id
          where p.phone = $2 order by r.valid_from limit 1
       ), run as (
         insert into documents.series (id, unit_id, form, type, period, period_name, last)
         select gen_random_uuid(), a.unit_id, 'union', $3, t.id::text, t.name, $9::int
           from author a cross join lateral (select id, name from documents.term limit 1) t where $8
         on conflict (unit_id, form, type, period) do update set last = excluded.last
         returning id
       ), paper as (
         insert into documents.document (id, unit_id, direction, type, subject, body, recipients, authority, signer_name,
           signer_title, urgency, state, series_id, number, symbol, issued_on, created_by, created_at, changed_at)
         select $1, a.unit_id, 'out', $3, $4, $5, E'Như trên\\nLưu', 'on_behalf', a.full_name, 'BÍ THƯ', $10, $6,
                (select id from run), case when $8 then $9::int end, case when $8 then $11 end,
                case when $8 then $7::date end, a.person_id, $7::date, $7::date
           from author a returning id, unit_id, created_by)
       insert into documents.step (id, document_id, kind, by_person, by_name, at)
       select gen_random_uuid(), p.id, k.kind, p.created_by, a.full_name, $7::date + k.hours * interval '1 hour'
         from paper p cross join author a
         cross join (values ('drafted', 8, 'draft'), ('submitted', 9, 'review'), ('issued', 10, 'issued')) k (kind, hours, state)
        where k.state = 'draft' or k.state = $6`,
      [
        documentId,
        paper.by,
        paper.type,
        paper.subject,
        paper.body,
        paper.state,
        day,
        isIssued,
        number,
        paper.urgency ?? 'none',
        `${String(number).padStart(2, '0')}-${paper.letters}/${paper.by === provinceOfficer ? 'TĐTN' : 'ĐTN'}`,
      ],
    )
    if (paper.to) await send(client, { documentId, level: paper.to, on: day, today })
  }
  await registerArrivals(client, id, today)
  for (const [place, one] of experiences.entries())
    await client.query(
      `insert into documents.experience (id, unit_id, title, problem, done, result, materials, tags, shared_by, shared_by_name, shared_on)
       select $1, r.unit_id, $3, $4, $5, $6, $7, $8, p.id, p.full_name, $9::date
         from members.person p join access.role r on r.person_id = p.id where p.phone = $2 order by r.valid_from limit 1`,
      [
        id(),
        one.by,
        one.title,
        one.problem,
        one.done,
        one.result,
        one.materials,
        one.tags,
        addDays(today, -15 * (place + 1)),
      ],
    )
  await client.query(
    `insert into documents.useful (experience_id, person_id, marked_on)
     select e.id, p.id, e.shared_on from documents.experience e
       join members.person p on p.phone = any ($1) and p.id <> e.shared_by`,
    [[provinceOfficer, communeSecretary, branchSecretary]],
  )
}

/** Sends a paper to the units of a level below its own; of five, three have read it and one has received it. */
async function send(
  client: pg.Client,
  paper: { documentId: string; level: string; on: IsoDay; today: IsoDay },
): Promise<void> {
  await client.query(
    `insert into documents.delivery (id, document_id, from_unit_id, unit_id, sent_at, sent_by, received_at, received_by, read_at, read_by)
     select gen_random_uuid(), d.id, d.unit_id, x.unit_id, $3::date + interval '10 hours', d.created_by,
            case when x.officer_id is not null and x.place % 5 < 4 then $3::date + interval '14 hours' end,
            case when x.place % 5 < 4 then x.officer_id end,
            case when x.officer_id is not null and x.place % 5 < 3 then $3::date + interval '15 hours' end,
            case when x.place % 5 < 3 then x.officer_id end
       from documents.document d
       cross join lateral (
         select v.unit_id, row_number() over (order by v.code) as place,
                (select r.person_id from access.role r where r.unit_id = v.unit_id and r.role_type like '%secretary'
                  and (r.valid_to is null or r.valid_to > $4::date) order by r.valid_from limit 1) as officer_id
           from access.reach c join units.unit_version v on v.unit_id = c.unit_id and v.valid_to is null
          where c.ancestor_id = d.unit_id and c.depth > 0 and c.valid_to is null and v.level = $2) x
      where d.id = $1`,
    [paper.documentId, paper.level, paper.on, paper.today],
  )
}

async function registerArrivals(client: pg.Client, id: () => string, today: IsoDay): Promise<void> {
  const arrivals = [
    ['UBND xã', '45/UBND-VX', 'Phối hợp tuyên truyền chuyển đổi số trong đồng bào', 9],
    ['Trường THCS xã', '12/CV-THCS', 'Đề nghị phối hợp tổ chức sinh hoạt hè cho thiếu nhi', 3],
  ] as const
  for (const [index, [sender, symbol, subject, daysAgo]] of arrivals.entries()) {
    const on = addDays(today, -daysAgo)
    const year = today.slice(0, 4)
    await client.query(
      `with keeper as (
         select r.person_id, r.unit_id from members.person p join access.role r on r.person_id = p.id
          where p.phone = $2 order by r.valid_from limit 1
       ), run as (
         insert into documents.series (id, unit_id, form, type, period, period_name, last)
         select gen_random_uuid(), unit_id, 'incoming', 'any', $6, $6, $7::int from keeper
         on conflict (unit_id, form, type, period) do update set last = excluded.last returning id)
       insert into documents.document (id, unit_id, direction, type, subject, state, series_id, number, symbol, sender,
         sender_symbol, sent_on, received_on, due_on, created_by, created_at, changed_at)
       select $1, k.unit_id, 'in', 'letter', $3, 'registered', run.id, $7::int, lpad($7::text, 2, '0') || '/' || $6, $4, $5,
              $8::date - 1, $8::date, $8::date + 14, k.person_id, $8::date, $8::date
         from keeper k cross join run`,
      [id(), communeSecretary, subject, sender, symbol, year, index + 1, on],
    )
  }
}
