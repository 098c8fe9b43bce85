import type pg from 'pg'
import { builtInCourses } from '#modules/learning/server/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import { sha256Of } from '#platform/server/files/store.ts'
import { demoAccounts } from './accounts.ts'
import { idsOf } from './ids.ts'

/** The decree of which the first course speaks is in force from July 2024; nothing is learned of it before. */
const publishedOn: IsoDay = '2024-08-01'

/**
 * The three courses that come with the product, published by the province; who has earned their certificates
 * since; a path of a commune, and a practical task that waits. Bulk work is PostgreSQL's.
 */
export async function loadLearning(client: pg.Client, today: IsoDay): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select v.unit_id as id from units.unit_version v where v.level = 'province' and v.valid_to is null order by v.valid_from, v.unit_id limit 1`,
  )
  const province = rows[0]?.id
  if (!province || today < publishedOn) return
  const ids = idsOf('learning')
  const courses = []
  for (const course of builtInCourses) courses.push(await publish(client, course, province, ids))
  await client.query(earn, [publishedOn, today])
  await openPath(client, courses, ids, today)
  await handIn(client, courses[0], ids, today)
}

type Ids = ReturnType<typeof idsOf>
interface Published {
  id: string
  versionId: string
}

async function publish(
  client: pg.Client,
  { course, drawings }: (typeof builtInCourses)[number],
  unitId: string,
  ids: Ids,
): Promise<Published> {
  const [id, versionId] = [ids(), ids()]
  await client.query(
    `insert into learning.course (id, unit_id, slug, created_at) values ($1, $2, $3, $4::date)`,
    [id, unitId, course.slug, publishedOn],
  )
  await client.query(
    `insert into learning.version (id, course_id, unit_id, number, state, title, summary, language, content, published_on, updated_at)
     values ($1, $2, $3, 1, 'published', $4, $5, 'vi', $6, $7, $7::date)`,
    [
      versionId,
      id,
      unitId,
      course.title,
      course.summary,
      JSON.stringify(course.content),
      publishedOn,
    ],
  )
  await client.query(
    `insert into learning.bank (version_id, unit_id, questions) values ($1, $2, $3)`,
    [versionId, unitId, JSON.stringify(course.bank)],
  )
  for (const [name, drawing] of Object.entries(drawings)) {
    const bytes = Buffer.from(drawing, 'utf8')
    await client.query(
      `insert into learning.media (id, version_id, unit_id, name, media_type, size, sha256) values ($1, $2, $3, $4, 'image/svg+xml', $5, $6)`,
      [ids(), versionId, unitId, name, bytes.length, sha256Of(bytes)],
    )
  }
  await client.query(`update learning.course set current_id = $1 where id = $2`, [versionId, id])
  await client.query(`select platform.put_public($1, $2::date)`, [
    JSON.stringify([
      {
        ...{ kind: 'lesson', id, title: course.title, summary: course.summary, language: 'vi' },
        keywords: course.content.lessons.map(({ title }) => title).join(' '),
        ...{ address: `/learn/${course.slug}`, unit_id: unitId },
      },
    ]),
    publishedOn,
  ])
  return { id, versionId }
}

/** One member in thirty has the certificate of a course, each on a day of their own; accounts have none yet. */
const earn = `
  with earned as (
    select p.id as person_id, p.full_name, c.id as course_id, v.id as version_id, v.title,
           md5(p.id::text || c.id::text) as mark,
           (v.content -> 'certificate' ->> 'validMonths')::int as months,
           $1::date + (('x' || left(md5(c.id::text || p.id::text), 7))::bit(28)::int % greatest(1, $2::date - $1::date)) as day
      from members.person p cross join learning.course c join learning.version v on v.id = c.current_id
     where p.standing = 'member' and left(md5(p.id::text || c.id::text), 2) < '08'
       and p.phone not like '+843000000%'
  ), placed as (
    select e.*, m.unit_id, 8 + ('x' || right(mark, 2))::bit(8)::int % 3 as score from earned e
      join members.membership m on m.person_id = e.person_id and m.kind = 'member' and m.valid_from <= e.day
       and (m.valid_to is null or m.valid_to > e.day)
  ), sat as (
    insert into learning.attempt (id, person_id, unit_id, course_id, version_id, number, answers, marks, score, total, passed, taken_at, received_at)
    select md5('attempt' || mark)::uuid, person_id, unit_id, course_id, version_id, 1, '{}', '{}', score, 10, true,
           day + time '13:00', day + time '13:00' from placed returning id
  )
  insert into learning.certificate (id, code, person_id, unit_id, course_id, version_id, attempt_id, holder_name, course_title, issued_on, valid_until)
  select md5('certificate' || mark)::uuid, upper(left(mark, 16)), person_id, unit_id, course_id, version_id, md5('attempt' || mark)::uuid,
         full_name, title, day, (day + make_interval(months => months))::date
    from placed where (select count(*) from sat) > 0`

async function holderOf(client: pg.Client, role: string) {
  const phone = demoAccounts.find((account) => account.role === role)?.phone
  const { rows } = await client.query<{ id: string; unitId: string; officeAt: string | null }>(
    `select p.id, p.unit_id as "unitId", (select r.unit_id from access.role r where r.person_id = p.id and r.role_type = $2 order by r.valid_from limit 1) as "officeAt"
       from members.person p where p.phone = $1`,
    [phone, role],
  )
  return rows[0]
}

async function openPath(client: pg.Client, courses: readonly Published[], ids: Ids, today: IsoDay) {
  const secretary = await holderOf(client, 'commune_secretary')
  if (!secretary?.officeAt) return
  const id = ids()
  await client.query(
    `insert into learning.path (id, unit_id, title, lead, audience, due_on, opened_by, opened_on)
     values ($1, $2, 'Kỹ năng số cơ bản cho đoàn viên', 'Mỗi đoàn viên học xong ba khoá để hướng dẫn lại cho bà con trong thôn.', 'members', $3, $4, $5)`,
    [id, secretary.officeAt, addDays(today, 45), secretary.id, addDays(today, -20)],
  )
  for (const [rank, course] of courses.entries())
    await client.query(
      `insert into learning.path_course (path_id, unit_id, course_id, rank) values ($1, $2, $3, $4)`,
      [id, secretary.officeAt, course.id, rank + 1],
    )
}

/** Somebody of the accounts' branch has handed a practical task in, which its secretary is to check. */
async function handIn(client: pg.Client, course: Published | undefined, ids: Ids, today: IsoDay) {
  const secretary = await holderOf(client, 'branch_secretary')
  if (!secretary || !course) return
  await client.query(
    `insert into learning.submission (id, person_id, unit_id, course_id, version_id, body, submitted_at)
     select $1, p.id, p.unit_id, $3, $4,
            'Tôi hướng dẫn một bác trong thôn kích hoạt VNeID. Bác gặp khó ở bước nhận mã OTP vì sóng yếu, hai bác cháu ra sân thì nhận được. Bác tự đặt mật khẩu, tôi quay đi. Đã kích hoạt xong.',
            $5::date + time '09:00'
       from members.person p where p.unit_id = $2 and p.standing = 'member' and p.phone is null order by p.id limit 1`,
    [ids(), secretary.unitId, course.id, course.versionId, addDays(today, -1)],
  )
}
