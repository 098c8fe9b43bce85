import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { type CopyRow, copyRows } from './copy-rows.ts'
import { idsOf } from './ids.ts'
import { fictitiousPhone } from './person-numbers.ts'
import { seeded } from './random.ts'
import type { Roster } from './roster.ts'
import type { DemoTree } from './tree.ts'
import type { DemoVenture } from './ventures.ts'
import { mentorWords } from './words/ventures.ts'

/** Mentors of the province, whom they accompany, and two programmes of capital: one taking applications, one being scored. */
export async function loadPrograms(
  client: pg.Client,
  ventures: readonly DemoVenture[],
  { tree, roster, today }: { tree: DemoTree; roster: Roster; today: IsoDay },
): Promise<void> {
  const random = seeded(`capital of ${tree.number}`)
  const ids = idsOf(`capital of ${tree.number}`)
  const provinceId = tree.province.id
  const going = ventures.filter(
    ({ row, endedOn, foundedOn }) =>
      row[13] === 'registered' && endedOn === null && foundedOn < addDays(today, -90),
  )
  const mentors = mentorWords.map((words) => ({ id: ids(), words }))
  await copyRows(
    client,
    'ventures.mentor',
    ['id', 'unit_id', 'name', 'organisation', 'skills', 'fields', 'hours_month', 'phone'],
    mentors.map(({ id, words: [name, organisation, skills, fields, hours] }, index) => [
      id,
      provinceId,
      name,
      organisation,
      `{${skills.join(',')}}`,
      `{${fields.join(',')}}`,
      hours,
      fictitiousPhone(8_700_000 + index),
    ]),
  )
  const mentorings: CopyRow[] = []
  const meetings: CopyRow[] = []
  for (const [index, venture] of going.slice(0, 18).entries()) {
    const mentor = mentors[index % mentors.length]
    if (!mentor) continue
    const id = ids()
    const since = addDays(today, -random.int(30, 80))
    mentorings.push([
      id,
      venture.id,
      venture.communeId,
      mentor.id,
      'Ghi sổ thu chi và bán hàng trên mạng',
      '[{"kind": "field", "name": "' + venture.field + '"}]',
      since,
      venture.officerId,
    ])
    for (let i = random.int(1, 3); i > 0; i--)
      meetings.push([
        ids(),
        id,
        venture.id,
        venture.communeId,
        addDays(since, i * 8),
        60 + i * 15,
        'Xem sổ thu chi tháng trước, sửa lại giá bán và ảnh sản phẩm.',
        'Ghi đủ sổ một tháng',
        venture.officerId,
        addDays(since, i * 8),
      ])
  }
  await copyRows(
    client,
    'ventures.mentoring',
    ['id', 'venture_id', 'unit_id', 'mentor_id', 'goal', 'reasons', 'started_on', 'began_by'],
    mentorings,
  )
  await copyRows(
    client,
    'ventures.mentor_meeting',
    [
      'id',
      'mentoring_id',
      'venture_id',
      'unit_id',
      'met_on',
      'minutes',
      'note',
      'next_step',
      'noted_by',
      'noted_at',
    ],
    meetings,
  )

  const runner = roster.officerOf(provinceId)
  const scorers = [
    ...new Set([runner, ...tree.districts.slice(0, 3).map(({ id }) => roster.officerOf(id))]),
  ].filter(Boolean)
  const [open, scoring] = [ids(), ids()]
  await copyRows(
    client,
    'ventures.programme',
    [
      'id',
      'unit_id',
      'name',
      'purpose',
      'budget',
      'most_each',
      'opens_on',
      'closes_on',
      'state',
      'created_by',
    ],
    [
      [
        open,
        provinceId,
        `Vốn khởi nghiệp thanh niên năm ${addDays(today, 120).slice(0, 4)}`,
        'Cho vay không lãi 24 tháng để mua máy móc, mở rộng sản xuất.',
        600_000_000,
        60_000_000,
        addDays(today, -10),
        addDays(today, 35),
        'open',
        runner,
      ],
      [
        scoring,
        provinceId,
        'Hỗ trợ chuyển đổi số cho cơ sở của thanh niên',
        'Máy tính, máy in tem, gian hàng trên mạng.',
        200_000_000,
        25_000_000,
        addDays(today, -80),
        addDays(today, -20),
        'scoring',
        runner,
      ],
    ],
  )
  await copyRows(
    client,
    'ventures.scorer',
    ['programme_id', 'unit_id', 'person_id'],
    [open, scoring].flatMap((programme) =>
      scorers.map((person): CopyRow => [programme, provinceId, person]),
    ),
  )
  const applications: CopyRow[] = []
  const scores: CopyRow[] = []
  for (const venture of going.slice(18, 26)) {
    const id = ids()
    applications.push([
      id,
      scoring,
      venture.id,
      venture.communeId,
      random.int(8, 25) * 1_000_000,
      random.int(2, 10) * 1_000_000,
      'Mua máy in tem và máy tính, trả dần trong 24 tháng bằng tiền bán hàng trên mạng.',
      'submitted',
      venture.leaderId ?? venture.officerId,
      addDays(today, -30),
    ])
    for (const scorer of scorers.slice(1)) {
      if (scorer === venture.leaderId) continue
      const given = ['need', 'feasibility', 'jobs', 'community', 'repayment'].map(
        (name) => [name, random.int(2, 5)] as const,
      )
      scores.push([
        id,
        scoring,
        provinceId,
        scorer,
        JSON.stringify(Object.fromEntries(given)),
        given.reduce((sum, [, one]) => sum + one, 0),
        addDays(today, -5),
      ])
    }
  }
  await copyRows(
    client,
    'ventures.application',
    [
      'id',
      'programme_id',
      'venture_id',
      'unit_id',
      'amount',
      'own_money',
      'plan',
      'state',
      'written_by',
      'submitted_at',
    ],
    applications,
  )
  await copyRows(
    client,
    'ventures.score',
    ['application_id', 'programme_id', 'unit_id', 'scorer_id', 'scores', 'total', 'given_at'],
    scores,
  )
}
