import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { idsOf } from './ids.ts'

/** Title, whose it is (the account's phone), days from today until its day, and what came of it. */
const works: readonly [string, string, number, string?][] = [
  ['Lập danh sách hộ chưa có tài khoản định danh mức 2 ở thôn', '+84300000007', 5],
  ['Chuẩn bị điểm hỗ trợ dịch vụ công tại phiên chợ', '+84300000008', 2],
  ['Gửi ảnh và số liệu tháng trước về Đoàn xã', '+84300000007', -3],
  ['Hướng dẫn cài ứng dụng công dân số cho đoàn viên mới', '+84300000010', 9],
  ['Rà soát đoàn viên chưa có thẻ', '+84300000007', -12, 'Đã rà soát, còn 4 đồng chí chưa có ảnh'],
]

/** Work that the commune of the demonstration's accounts has given, and a notice of each that is open. */
export async function giveWork(client: pg.Client, today: IsoDay): Promise<void> {
  const id = idsOf('assignments')
  for (const [title, phone, days, outcome] of works) {
    const dueOn = addDays(today, days)
    await client.query(
      `with given as (
         insert into assignments.assignment
           (id, unit_id, title, owner_id, due_on, state, outcome, ended_on, given_by, given_on)
         select $1, g.unit_id, $3, o.id, $5::date, case when $6::text is null then 'open' else 'done' end, $6,
                case when $6::text is not null then $5::date - 1 end, g.person_id, $5::date - 14
           from members.person o, access.role g join members.person p on p.id = g.person_id
          where o.phone = $4 and p.phone = '+84300000006' and g.role_type = 'commune_officer'
         returning owner_id, title, due_on, given_by, state)
       insert into notices.notice (id, person_id, kind, params, href, told_by, told_at)
       select $2, owner_id, 'assignments.given',
              jsonb_build_object('title', title, 'day', to_char(due_on, 'DD/MM/YYYY')), '/assignments', given_by, $5::date - 14
         from given where state = 'open'`,
      [id(), id(), title, phone, dueOn, outcome ?? null],
    )
  }
}
