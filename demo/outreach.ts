import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { copyRows } from './copy-rows.ts'
import { idsOf } from './ids.ts'
import { seeded } from './random.ts'
import { type DemoTree, where } from './tree.ts'
import { campaignWords, newsWords, policyWords, quizWords } from './words/outreach.ts'

/** Between the first post and today; a commune that has both who writes and who approves tells so often. */
const begins: IsoDay = '2023-09-01'
const ofProvince = 24
const ofCommune = 2

interface Pens {
  unitId: string
  author: string
  approver: string
  /** One of the demonstration's accounts sits here. */
  isShown: boolean
}

/**
 * Posts of a province and its communes, a campaign with a quiz that is under way, and how often what was
 * read: readings and turns are made by PostgreSQL. Nobody subscribes: there are no addresses of people.
 */
export async function loadOutreach(
  client: pg.Client,
  { tree, today }: { tree: DemoTree; today: IsoDay },
): Promise<number> {
  const random = seeded(`outreach of ${tree.number}`)
  const ids = idsOf(`outreach of ${tree.number}`)
  const communes = tree.districts.flatMap((district) => district.communes)
  const placeOf = new Map(communes.map((commune) => [commune.id, where(commune)]))
  const pens = await findPens(client, tree.province.id)
  const province = pens.find(({ unitId }) => unitId === tree.province.id)
  const writing = pens.filter(({ unitId }) => placeOf.has(unitId))
  const posts: unknown[][] = []
  const texts: unknown[][] = []
  const audiences: unknown[][] = []
  const span = Math.max(1, Math.round((Date.parse(today) - Date.parse(begins)) / 86_400_000))
  const campaignId = ids()

  type Said = readonly [title: string, summary: string, body: string]
  const add = (
    pen: Pens,
    said: Said,
    more: {
      day?: IsoDay
      state?: string
      policy?: (typeof policyWords)[number]
      campaign?: boolean
      english?: Said
    } = {},
  ): string => {
    const day = more.day ?? addDays(begins, random.int(0, span))
    const state = more.state ?? 'published'
    const isOut = state === 'published'
    const at = `${day}T${String(random.int(6, 20)).padStart(2, '0')}:15:00+07:00`
    const id = ids(Date.parse(at) + posts.length)
    posts.push([
      id,
      pen.unitId,
      more.campaign ? campaignId : null,
      more.policy ? 'policy' : 'news',
      state,
      'vi',
      pen === province,
      '{push,mail,zalo,facebook}',
      more.policy?.sourceName,
      more.policy?.sourceUrl,
      more.policy?.sourceOn,
      more.policy?.sourceText,
      pen.author,
      `{${pen.author}}`,
      isOut ? pen.approver : null,
      isOut ? at : null,
      isOut ? at : null,
      isOut ? at : null,
      at,
      at,
    ])
    const place = placeOf.get(pen.unitId) ?? random.pick([...placeOf.values()])
    const put = (text: string) => text.replaceAll('{place}', place)
    texts.push([id, pen.unitId, 'vi', put(said[0]), said[1], put(said[2])])
    if (more.english) texts.push([id, pen.unitId, 'en', ...more.english])
    audiences.push([id, pen.unitId])
    return id
  }

  let quizId: string | undefined
  if (province) {
    for (let n = 0; n < ofProvince; n++) add(province, newsWords[n % newsWords.length] as Said)
    policyWords.forEach((policy, n) => {
      const day = addDays(today, -20 - n * 30)
      add(province, [policy.title, policy.summary, policy.body], {
        policy,
        day: day > policy.sourceOn ? day : addDays(policy.sourceOn, 10),
      })
    })
    quizId = add(province, newsWords[1] as Said, {
      campaign: true,
      day: addDays(today, -6),
      english: [
        'Warning: callers who pretend to be officials ask for OTP codes',
        'No official asks for an OTP code by telephone. Hang up and tell the police of your commune.',
        '- Never read an OTP code to anybody\n- Do not open links from strangers\n- In doubt, call 113',
      ],
    })
  }
  for (const pen of writing) {
    for (let n = 0; n < ofCommune; n++)
      add(pen, newsWords[(n + writing.indexOf(pen)) % newsWords.length] as Said)
  }
  // What waits on the desks of the demonstration's accounts.
  for (const pen of writing.filter(({ isShown }, n) => isShown || n < 4)) {
    add(pen, newsWords[3] as Said, { state: 'draft', day: addDays(today, -2) })
    add(pen, newsWords[5] as Said, { state: 'waiting', day: addDays(today, -1) })
  }

  await client.query(
    `insert into outreach.campaign (id, unit_id, name, goal, starts_on, ends_on, created_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      campaignId,
      tree.province.id,
      campaignWords.name,
      campaignWords.goal,
      addDays(today, -10),
      addDays(today, 20),
      province?.author ?? null,
    ],
  )
  await copyRows(client, 'outreach.post', postColumns, posts as never)
  await copyRows(
    client,
    'outreach.text',
    ['post_id', 'unit_id', 'language', 'title', 'summary', 'body'],
    texts as never,
  )
  await copyRows(client, 'outreach.audience', ['post_id', 'unit_id'], audiences as never)
  if (quizId) await addQuiz(client, quizId, tree.province.id, ids)
  await client.query(countReadings, [posts.map(([id]) => id), communes.map(({ id }) => id), today])
  if (quizId) await client.query(countTurns, [quizId, communes.map(({ id }) => id), today])
  await client.query(putIntoIndex, [posts.map(([id]) => id)])
  return posts.length
}

const postColumns = [
  'id',
  'unit_id',
  'campaign_id',
  'kind',
  'state',
  'language',
  'to_everybody',
  'channels',
  'source_name',
  'source_url',
  'source_on',
  'source_text',
  'created_by',
  'editors',
  'approved_by',
  'approved_at',
  'publish_at',
  'published_at',
  'created_at',
  'updated_at',
]

/** Of each unit that has both: who writes, and somebody else who approves. */
async function findPens(client: pg.Client, provinceId: string): Promise<Pens[]> {
  const { rows } = await client.query(
    `select distinct on (w.unit_id) w.unit_id as "unitId", w.person_id as author, a.person_id as approver,
            exists (select from access.role o join members.person p on p.id = o.person_id
                     where o.unit_id = w.unit_id and p.phone like '+843000000__') as "isShown"
       from access.reach r
       join access.role w on w.unit_id = r.unit_id and w.role_type in ('province_officer', 'commune_officer')
       join access.role a on a.unit_id = w.unit_id and a.role_type in ('province_secretary', 'commune_secretary') and a.person_id <> w.person_id
      where r.ancestor_id = $1 and r.valid_to is null and w.valid_to is null and a.valid_to is null
      order by w.unit_id, w.valid_from, w.id, a.valid_from, a.id`,
    [provinceId],
  )
  return rows
}

async function addQuiz(client: pg.Client, postId: string, unitId: string, ids: () => string) {
  await client.query('insert into outreach.quiz (post_id, unit_id) values ($1, $2)', [
    postId,
    unitId,
  ])
  for (const [index, question] of quizWords.entries())
    await client.query(
      `insert into outreach.question (id, post_id, unit_id, position, text, options, right_option, explanation)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ids(),
        postId,
        unitId,
        index + 1,
        question.text,
        [...question.options],
        question.right,
        question.explanation,
      ],
    )
}

/** The week after a post came out: a few communes each, more of them where it is read more. */
const countReadings = `
  insert into outreach.reading (post_id, unit_id, day, reads)
  select p.id, u.id, least($3::date, (p.published_at at time zone 'Asia/Ho_Chi_Minh')::date + (u.n % 7)::int),
         3 + (u.n * 13 + extract(epoch from p.published_at)::bigint % 97)::int % 60
    from outreach.post p
    cross join lateral (select id, row_number() over () as n from unnest($2::uuid[]) id) u
   where p.id = any ($1::uuid[]) and p.is_public and 
         case when p.to_everybody then (u.n + extract(epoch from p.published_at)::bigint) % 9 = 0 else u.id = p.unit_id end`

const countTurns = `
  insert into outreach.play (post_id, unit_id, day, plays, right_answers, answers)
  select $1::uuid, u.id, $3::date - (u.n % 5)::int, 2 + (u.n * 7 % 31)::int, (2 + (u.n * 7 % 31)::int) * 2, (2 + (u.n * 7 % 31)::int) * 3
    from (select id, row_number() over () as n from unnest($2::uuid[]) id) u where u.n % 3 <> 0`

const putIntoIndex = `
  select platform.put_public(coalesce(jsonb_agg(jsonb_build_object('kind', 'post', 'id', p.id::text, 'title', t.title, 'summary', t.summary,
    'keywords', t.body, 'address', '/news/' || p.id, 'picture', '/news/' || p.id || '/card.png', 'unit_id', p.unit_id,
    'place', outreach.name_of(p.unit_id), 'language', t.language, 'public_at', p.published_at)), '[]'), now())
    from outreach.post p join outreach.text t on t.post_id = p.id and t.language = p.language
   where p.id = any ($1::uuid[]) and p.is_public`
