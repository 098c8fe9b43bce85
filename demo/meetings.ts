import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { idsOf } from './ids.ts'

interface Person {
  id: string
  name: string
}

interface Place {
  unitId: string
  officerId: string
}

const agenda: readonly [title: string, kind: string][] = [
  ['Ổn định tổ chức, tuyên bố lý do, giới thiệu chủ trì và thư ký', 'opening'],
  ['Thông báo thời sự, chủ trương mới của Đảng, Nhà nước và của Đoàn', 'report'],
  ['Kiểm điểm nhiệm vụ đã giao ở các kỳ họp trước', 'tasks'],
  ['Bàn phương hướng, nhiệm vụ tháng tới', 'discussion'],
  ['Thảo luận, biểu quyết thông qua nghị quyết', 'decision'],
  ['Đọc lại biên bản, kết thúc', 'closing'],
]

/** What came of a meeting that is over: what was said, resolved, and who does it. */
const talks = [
  {
    opinion: 'Phiên chợ tới nên đặt bàn hỗ trợ gần cổng để bà con dễ tìm.',
    decision: 'Trực điểm hỗ trợ dịch vụ công tại phiên chợ, mỗi phiên ba đồng chí.',
    task: 'Phân lịch trực phiên chợ',
    daysUntil: 7,
  },
  {
    opinion: 'Cần nhắc các hộ đi làm xa về dịp này kích hoạt tài khoản định danh.',
    decision: 'Đến từng hộ chưa có tài khoản định danh mức 2 trong tháng.',
    task: 'Lập danh sách hộ cần đến',
    daysUntil: 10,
  },
]

/** Meetings of the branch of the demonstration's accounts: two held, one this evening, one to come. */
export async function holdMeetings(client: pg.Client, today: IsoDay): Promise<void> {
  const { rows } = await client.query<Place>(
    `select g.unit_id as "unitId", g.person_id as "officerId" from access.role g join members.person p on p.id = g.person_id
      where p.phone = '+84300000007' and g.role_type = 'branch_secretary'
        and g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1) limit 1`,
    [today],
  )
  const place = rows[0]
  if (!place) return
  const id = idsOf('meetings')
  const month = (day: IsoDay) => `${Number(day.slice(5, 7))}/${day.slice(0, 4)}`
  const held = [addDays(today, -38), addDays(today, -6)]
  for (const [index, day] of held.entries()) {
    const meetingId = id()
    const items = await plan(client, id, {
      place,
      meetingId,
      day,
      title: `Sinh hoạt chi đoàn tháng ${month(day)}`,
      state: 'closed',
    })
    await happen(client, id, {
      place,
      meetingId,
      day,
      items,
      talk: talks[index % talks.length] as (typeof talks)[number],
    })
  }
  for (const [day, title] of [
    [today, 'Sinh hoạt chuyên đề: hướng dẫn bà con dùng dịch vụ công trực tuyến'],
    [addDays(today, 24), `Sinh hoạt chi đoàn tháng ${month(addDays(today, 24))}`],
  ] as const)
    await plan(client, id, { place, meetingId: id(), day, title, state: 'planned' })
}

async function plan(
  client: pg.Client,
  id: () => string,
  meeting: { place: Place; meetingId: string; day: IsoDay; title: string; state: string },
): Promise<string[]> {
  const { place, meetingId, day, title, state } = meeting
  await client.query(
    `insert into meetings.meeting (id, unit_id, kind, title, held_on, starts_at, place, mode, state, share_token,
                                   invited_at, created_by)
     values ($1, $2, 'branch', $3, ($4::text)::date, ($4::text || 'T19:30:00+07:00')::timestamptz, 'Nhà văn hóa thôn',
             $5, $6, $7, ($4::text || 'T08:00:00+07:00')::timestamptz - interval '5 days', $8)`,
    [
      meetingId,
      place.unitId,
      title,
      day,
      state === 'planned' ? 'mixed' : 'in_person',
      state,
      `mau_${meetingId.replaceAll('-', '')}`,
      place.officerId,
    ],
  )
  const items = agenda.map(() => id())
  for (const [index, [itemTitle, kind]] of agenda.entries())
    await client.query(
      `insert into meetings.agenda_item (id, meeting_id, unit_id, position, title, kind) values ($1, $2, $3, $4, $5, $6)`,
      [items[index], meetingId, place.unitId, index + 1, itemTitle, kind],
    )
  return items
}

async function happen(
  client: pg.Client,
  id: () => string,
  meeting: {
    place: Place
    meetingId: string
    day: IsoDay
    items: string[]
    talk: (typeof talks)[number]
  },
): Promise<void> {
  const { place, meetingId, day, items, talk } = meeting
  const { rows: people } = await client.query<Person>(
    `insert into meetings.roster (meeting_id, unit_id, person_id, name, residence_status)
     select $1, $2, p.id, p.full_name, p.residence_status from members.membership s join members.person p on p.id = s.person_id
      where s.unit_id = $2 and s.kind = 'member' and s.valid_from <= $3 and (s.valid_to is null or s.valid_to > $3)
     returning person_id as id, name`,
    [meetingId, place.unitId, day],
  )
  people.sort((one, other) => (one.id < other.id ? -1 : 1))
  const secretary = people.find((one) => one.id !== place.officerId) ?? people[0]
  const here = people.filter(
    (one, index) => one.id === place.officerId || one.id === secretary?.id || index % 5 !== 3,
  )
  const away = people.filter((one) => !here.includes(one))
  const speaker = here[1] ?? here[0]
  const [opened, closed] = [id(), id()]
  const [talked, resolved] = [items[3], items[4]]
  const events: [id: string, body: Record<string, unknown>, subject?: string][] = [
    [
      opened,
      {
        type: 'opened',
        chairId: place.officerId,
        secretaryId: secretary?.id,
        roster: people.map((one) => one.id),
      },
    ],
    ...here.map((one): [string, Record<string, unknown>, string] => [
      id(),
      { type: 'attended', personId: one.id, method: 'roster' },
      one.id,
    ]),
    ...away
      .slice(0, 2)
      .map((one): [string, Record<string, unknown>, string] => [
        id(),
        { type: 'excused', personId: one.id, reason: 'đi làm xa' },
        one.id,
      ]),
    ...items
      .slice(0, 4)
      .map((itemId): [string, Record<string, unknown>] => [id(), { type: 'item_started', itemId }]),
    [id(), { type: 'opinion', itemId: talked, personId: speaker?.id, text: talk.opinion }],
    [id(), { type: 'item_started', itemId: resolved }],
    [
      id(),
      {
        type: 'hands',
        itemId: resolved,
        question: 'Thông qua nghị quyết tháng tới',
        for: Math.max(1, here.length - 1),
        against: 0,
        abstain: here.length > 1 ? 1 : 0,
      },
    ],
    [id(), { type: 'decision', itemId: resolved, text: talk.decision }],
    [
      id(),
      {
        type: 'assigned',
        itemId: resolved,
        title: talk.task,
        ownerId: speaker?.id,
        dueOn: addDays(day, talk.daysUntil),
      },
    ],
    [closed, { type: 'closed' }],
  ]
  for (const [index, [eventId, body, subject]] of events.entries())
    await client.query(
      `insert into meetings.event (id, meeting_id, unit_id, type, subject_id, body, happened_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, ($7::text || 'T19:32:00+07:00')::timestamptz + make_interval(secs => $8), $9)`,
      [
        eventId,
        meetingId,
        place.unitId,
        body.type,
        subject ?? null,
        { ...body, meetingId },
        day,
        index * 100,
        place.officerId,
      ],
    )
  await client.query(`update meetings.meeting set roster_event_id = $2 where id = $1`, [
    meetingId,
    opened,
  ])
}
