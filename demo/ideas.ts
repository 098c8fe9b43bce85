import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { withoutIndexes } from './bulk.ts'
import { copyRows } from './copy-rows.ts'
import { figuresDay } from './figures.ts'
import { idsOf } from './ids.ts'
import { fictitiousPhone } from './person-numbers.ts'
import { seeded } from './random.ts'
import type { Roster } from './roster.ts'
import { type DemoCommune, type DemoTree, where } from './tree.ts'
import { commentWords, ideaWords } from './words/ideas.ts'

/** Of Hà Giang's members on the day of the figures: how many proposed, and the article's 310 published. */
const perMember = { proposed: 4_182 / 44_789, published: 310 / 44_789 }
/** The movement begins within the year that the report of that day looks back on. */
const begins: IsoDay = '2023-04-10'
/** After the day of the figures, so many a month in the whole province. */
const later = { eachMonth: 46, published: 0.08 }

interface DemoIdea {
  id: string
  personId: string
  communeId: string
  title: string
  problem: string
  solution: string
  category: string
  place: string
  state: string
  proposedOn: IsoDay
  publishedOn: IsoDay | null
  showsName: boolean
}

/**
 * Ideas of a province: thousands proposed up to the day of the figures, as many published as the article
 * says, and what has come since. Rows go in at once; steps, supporters and comments are made by PostgreSQL.
 */
export async function loadIdeas(
  client: pg.Client,
  { tree, roster, today }: { tree: DemoTree; roster: Roster; today: IsoDay },
): Promise<number> {
  await client.query(`create temp table demo_idea (id uuid primary key, person_id uuid, commune_id uuid, title text, problem text, solution text,
    category text, place text, state text, proposed_on date, published_on date, shows_name boolean, number int) on commit drop`)
  const ideas = ideasOf(tree, roster, today)
  let number = 0
  await copyRows(
    client,
    'demo_idea',
    [
      'id',
      'person_id',
      'commune_id',
      'title',
      'problem',
      'solution',
      'category',
      'place',
      'state',
      'proposed_on',
      'published_on',
      'shows_name',
      'number',
    ],
    (function* rows() {
      for (const it of ideas)
        yield [
          it.id,
          it.personId,
          it.communeId,
          it.title,
          it.problem,
          it.solution,
          it.category,
          it.place,
          it.state,
          it.proposedOn,
          it.publishedOn,
          it.showsName,
          ++number,
        ]
    })(),
  )
  const bank = tree.profile.code
  await withoutIndexes(client, 'ideas.idea', async () => {
    await client.query(fill(tree.number, bank), [today, tree.province.id])
  })
  await client.query(`insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name)
    select i.id, i.id, i.unit_id, i.author_id, true, d.shows_name from ideas.idea i join demo_idea d using (id)`)
  await client.query(tellSteps)
  await client.query(support)
  await client.query(comment, [[...commentWords]])
  if (!tree.isCopy) await addPublicProposals(client, tree, today)
  await client.query('drop table demo_idea')
  await client.query('select ideas.count_words(20000)')
  return ideas.length
}

function ideasOf(tree: DemoTree, roster: Roster, today: IsoDay): DemoIdea[] {
  const random = seeded(`ideas of ${tree.number}`)
  const ids = idsOf(`ideas of ${tree.number}`)
  const communes = tree.districts.flatMap((district) => district.communes)
  const total = tree.profile.members
  const counts = {
    proposed: Math.round(total * perMember.proposed),
    published: Math.round(total * perMember.published),
  }
  const span = Math.round((Date.parse(figuresDay) - Date.parse(begins)) / 86_400_000)
  const ideas: DemoIdea[] = []
  const propose = (
    commune: DemoCommune,
    proposedOn: IsoDay,
    state: string,
    publishedOn: IsoDay | null,
    personId?: string,
  ) => {
    const who = personId ?? pickOne(random, roster.membersAt(commune.id, proposedOn))
    if (!who) return false
    const village = random.pick(commune.branches.filter((branch) => branch.place !== ''))
    const place =
      random.chance(0.7) && village ? `${village.place}, ${where(commune)}` : where(commune)
    const [category, title, problem, solution] = random.pick(ideaWords)
    const put = (text: string) =>
      text.replaceAll('{place}', place).replace(/thôn (thôn|xã|thị trấn|tổ)/g, '$1')
    ideas.push({
      id: ids(Date.parse(proposedOn) + ideas.length),
      personId: who,
      communeId: commune.id,
      title: put(title),
      problem: put(problem),
      solution: put(solution),
      category,
      place,
      state,
      proposedOn,
      publishedOn,
      showsName: random.chance(0.6),
    })
    return true
  }
  const commune = () => {
    // Larger communes propose more.
    const [one, other] = [random.pick(communes), random.pick(communes)]
    return one.weight > other.weight ? one : other
  }

  for (let made = 0; made < counts.proposed; ) {
    const isPublished = made < counts.published
    // What is published has had the time to go its way.
    const day = addDays(begins, random.int(0, isPublished ? span - 90 : span))
    const publishedOn = isPublished ? addDays(day, random.int(40, 89)) : null
    const state = isPublished ? publicState(random) : 'declined'
    if (propose(commune(), day, state, publishedOn)) made += 1
  }
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(figuresDay)) / 86_400_000))
  const share = total / 44_789
  for (let left = Math.round((days / 30) * later.eachMonth * share); left > 0; left -= 1) {
    const ago = random.int(1, Math.max(1, days))
    const day = addDays(today, -ago)
    const isPublished = ago > 100 && random.chance(later.published)
    const state = isPublished ? publicState(random) : stateAfter(ago, random.next())
    propose(commune(), day, state, isPublished ? addDays(day, random.int(40, 90)) : null)
  }
  // The people of the accounts: something waits for each of them.
  const [writer, secretary] = [roster.holderOf('member'), roster.holderOf('branch_secretary')]
  const home = communes.find((one) => where(one) === 'xã Pả Vi')
  if (writer && home && today > figuresDay) {
    propose(home, addDays(today, -3), 'branch', null, writer)
    propose(home, addDays(today, -12), 'commune', null, writer)
    propose(home, addDays(today, -30), 'commune', null, secretary)
    propose(home, addDays(today, -40), 'province', null, writer)
    propose(home, addDays(today, -60), 'chosen', null, writer)
    propose(home, addDays(today, -150), 'supported', addDays(today, -80), writer)
  }
  return ideas
}

const pickOne = <Item>(
  random: ReturnType<typeof seeded>,
  from: readonly Item[],
): Item | undefined => (from.length > 0 ? random.pick(from) : undefined)

const publicState = (random: ReturnType<typeof seeded>) =>
  random.chance(0.55)
    ? 'published'
    : random.chance(0.5)
      ? 'supported'
      : random.chance(0.5)
        ? 'doing'
        : 'done'

/** Where an idea stands so many days after it was proposed. */
function stateAfter(days: number, chance: number): string {
  if (days < 9) return 'branch'
  if (days < 25) return chance < 0.7 ? 'commune' : 'declined'
  if (days < 50) return chance < 0.4 ? 'province' : chance < 0.45 ? 'commune' : 'declined'
  if (days < 75) return chance < 0.12 ? 'chosen' : 'declined'
  return 'declined'
}

/** Each under the unit where its author was a member on the day. */
const fill = (province: number, bank: string) => `
  insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, place, category, state,
      step_unit_id, step_since, step_due, proposed_on, published_on, bank_code, bank_url, public_author, public_place, created_at, updated_at)
  select d.id, m.unit_id, h.unit_id, d.person_id, d.title, d.problem, d.solution, d.place, d.category, d.state,
         case when d.state = 'branch' then h.unit_id when d.state in ('province', 'chosen') then $2::uuid else d.commune_id end,
         coalesce(d.published_on, d.proposed_on),
         case when d.state in ('branch', 'commune', 'province', 'chosen') then d.proposed_on + case d.state when 'branch' then 7 when 'commune' then 20 when 'province' then 45 else 75 end
              when d.state in ('published', 'supported', 'doing') then greatest(d.published_on + 180, $1::date + d.number % 90) end,
         d.proposed_on, d.published_on,
         case when d.published_on is not null then 'HG${bank}${province > 1 ? province : ''}-' || lpad(d.number::text, 5, '0') end,
         case when d.published_on is not null then 'https://ytuongsangtao.example/y-tuong/' || d.number end,
         case when d.published_on is not null then case when d.shows_name and p.birth_year < extract(year from d.proposed_on) - 16 then p.full_name
              else 'Một đoàn viên ở ' || c.name end end,
         case when d.published_on is not null then c.name end, d.proposed_on, d.proposed_on
    from demo_idea d
    join members.person p on p.id = d.person_id
    join lateral (select s.unit_id from members.membership s where s.person_id = d.person_id and s.valid_from <= d.proposed_on
                   order by s.valid_from desc limit 1) m on true
    join lateral (select coalesce((select v.unit_id from units.unit_version v where v.unit_id = m.unit_id and v.valid_to is null), d.commune_id) as unit_id) h on true
    join lateral (select v.name from units.unit_version v where v.unit_id = d.commune_id order by v.valid_from desc limit 1) c on true`

/** The way there, as far as it went, with scores; by whoever leads the unit. */
const tellSteps = `
  insert into ideas.step (id, idea_id, unit_id, state, verdict, at_unit_id, reason, scores, decided_by, decided_at)
  select gen_random_uuid(), i.id, i.unit_id, s.state, s.verdict, s.at_unit,
         case when s.verdict = 'decline' then (array['Nội dung gần với ý tưởng đã có ở xã, đề nghị cùng tham gia.', 'Chưa rõ ai thực hiện và kinh phí lấy từ đâu.', 'Cách làm đã được triển khai tại địa phương.'])[1 + d.number % 3] end,
         case when s.scored then jsonb_build_object('novelty', 2 + d.number % 4, 'usefulness', 3 + d.number % 3, 'feasibility', 2 + d.number % 3, 'spread', 2 + d.number % 4, 'local_fit', 3 + d.number % 3) end,
         case when s.verdict = 'sent' then i.author_id else (select r.person_id from access.role r where r.unit_id = s.at_unit and r.valid_to is null order by r.valid_from limit 1) end,
         i.proposed_on + s.after + time '09:00'
    from ideas.idea i join demo_idea d on d.id = i.id
    cross join lateral (values
      (0, 'draft', 'sent', i.home_unit_id, false, true),
      (4, 'branch', case when i.state = 'declined' and d.number % 3 = 0 then 'decline' else 'pass' end, i.home_unit_id, false, i.state <> 'branch'),
      (12, 'commune', case when i.state = 'declined' then 'decline' else 'pass' end, d.commune_id, true,
           i.state in ('province', 'chosen', 'published', 'supported', 'doing', 'done') or (i.state = 'declined' and d.number % 3 <> 0)),
      (25, 'province', 'pass', i.step_unit_id, true, i.state in ('chosen', 'published', 'supported', 'doing', 'done')),
      (38, 'chosen', 'published', i.step_unit_id, false, i.published_on is not null),
      (40, 'published', 'supported', d.commune_id, false, i.state in ('supported', 'doing', 'done'))
    ) s (after, state, verdict, at_unit, scored, there)
   where s.there`

const support = `
  with voter as (select array(select id from members.person where standing = 'member' order by id limit 2500) as ids)
  insert into ideas.support (idea_id, person_id, unit_id, supported_at)
  select i.id, p.id, p.unit_id, i.published_on + 1 + g % 20
    from demo_idea d join ideas.idea i on i.id = d.id and i.published_on is not null
    cross join voter v cross join generate_series(1, 2 + (d.number * 7919) % 23) g
    join members.person p on p.id = v.ids[1 + (d.number * 37 + g * 101) % array_length(v.ids, 1)] and p.id <> i.author_id
  on conflict do nothing`

const comment = `
  with voter as (select array(select id from members.person where standing = 'member' order by id limit 900) as ids)
  insert into ideas.comment (id, idea_id, unit_id, person_id, body, shown_as, state, written_at, reported_at)
  select gen_random_uuid(), i.id, i.unit_id, p.id, ($1::text[])[1 + (d.number + g) % cardinality($1::text[])], 'Một đoàn viên ở ' || i.public_place,
         case when d.number % 97 = 0 then 'held' else 'visible' end, i.published_on + g + time '19:30', null
    from demo_idea d join ideas.idea i on i.id = d.id and i.published_on is not null
    cross join voter v cross join generate_series(1, d.number % 3) g
    join members.person p on p.id = v.ids[1 + (d.number * 13 + g * 57) % array_length(v.ids, 1)]`

/** Two people without an account who wait for a call. */
async function addPublicProposals(client: pg.Client, tree: DemoTree, today: IsoDay): Promise<void> {
  const commune = tree.districts
    .flatMap((district) => district.communes)
    .find((one) => where(one) === 'xã Pả Vi')
  const branch = commune?.branches.find((one) => one.gathering === 'village')
  if (!commune || !branch) return
  const ids = idsOf(`proposals of ${tree.number}`)
  const [first, second] = [ideaWords[10], ideaWords[33]]
  for (const [unitId, name, words, serial] of [
    [branch.id, 'Vừ Mí Chơ', first, 9_890_001],
    [commune.id, 'Lầu Thị Say', second, 9_890_002],
  ] as const) {
    if (!words) continue
    const [category, title, problem, solution] = words.map((text) =>
      text.replaceAll('{place}', where(commune)),
    )
    await client.query(
      `insert into ideas.proposal (id, unit_id, content, name, phone, birth_year, consent_text_version, consented_at, delete_after)
       values ($1, $2, $3, $4, $5, 2005, '2026-11', $6::date + time '20:15', $6::date + 30)`,
      [
        ids(),
        unitId,
        JSON.stringify({ title, problem, solution, category, showsName: false }),
        name,
        fictitiousPhone(serial),
        today,
      ],
    )
  }
}
