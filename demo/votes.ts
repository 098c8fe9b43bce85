import type pg from 'pg'
import { outcomeOf, tallyOf } from '#modules/voting/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import { demoAccounts } from './accounts.ts'
import { idsOf } from './ids.ts'
import { electionBallots, electionId, electionKey } from './vote-ballots.ts'

const rule = {
  threshold: { num: 1, den: 2, atLeast: false },
  base: 'present',
  quorum: { num: 2, den: 3, atLeast: true },
  source: 'Quy chế bầu cử của đại hội: người trúng cử có trên một nửa số người có mặt bầu cho',
} as const

interface Branch {
  unitId: string
  secretaryId: string
  people: { id: string; name: string }[]
}

/**
 * Votes of the branch to which the accounts belong: an election that is over and can be counted again, an
 * open vote that goes on, and one in preparation. Nothing where that branch is not loaded.
 */
export async function loadVotes(client: pg.Client, today: IsoDay): Promise<void> {
  const branch = await findBranch(client)
  if (!branch) return
  const ids = idsOf('votes')
  await addElection(client, branch, addDays(today, -40))
  await addOpenVote(client, branch, ids(), today)
  await addVote(client, branch, {
    id: ids(),
    method: 'secret',
    kind: 'motion',
    title: 'Đề nghị kết nạp đoàn viên mới',
    heldOn: today,
  })
}

async function findBranch(client: pg.Client): Promise<Branch | undefined> {
  const secretary = demoAccounts.find(({ role }) => role === 'branch_secretary')
  const { rows } = await client.query<{ id: string; name: string; unit_id: string; phone: string }>(
    `select p.id, p.full_name as name, p.unit_id, p.phone
       from members.person s join members.person p on p.unit_id = s.unit_id and p.standing = 'member'
      where s.phone = $1 order by p.phone is null, p.phone, p.id limit $2`,
    [secretary?.phone, electionBallots.length],
  )
  const [first] = rows
  const chair = rows.find(({ phone }) => phone === secretary?.phone)
  if (!first || !chair || rows.length < electionBallots.length) return undefined
  const people = rows.map(({ id, name }) => ({ id, name }))
  return { unitId: first.unit_id, secretaryId: chair.id, people }
}

interface DemoVote {
  id: string
  method: 'open' | 'secret'
  kind: 'motion' | 'election'
  title: string
  question?: string
  seats?: number
  heldOn: IsoDay
}

async function addVote(client: pg.Client, branch: Branch, vote: DemoVote): Promise<void> {
  await client.query(
    `insert into voting.vote (id, unit_id, method, kind, title, question, seats, num, den, at_least, base, quorum_num,
       quorum_den, source, held_on, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, 1, 2, false, 'present', 2, 3, $8, $9, $10)`,
    [
      vote.id,
      branch.unitId,
      vote.method,
      vote.kind,
      vote.title,
      vote.question ?? null,
      vote.seats ?? 0,
      rule.source,
      vote.heldOn,
      branch.secretaryId,
    ],
  )
}

const addRoll = (client: pg.Client, { unitId, people }: Branch, voteId: string) =>
  client.query(
    `insert into voting.elector (vote_id, unit_id, person_id, name)
     select $1, $2, id, name from unnest($3::uuid[], $4::text[]) as t (id, name)`,
    [voteId, unitId, people.map(({ id }) => id), people.map(({ name }) => name)],
  )

const open = (client: pg.Client, voteId: string, present: number) =>
  client.query(
    `update voting.vote set state = 'casting', entitled = $2, present = $2 where id = $1`,
    [voteId, present],
  )

async function addOpenVote(client: pg.Client, branch: Branch, id: string, heldOn: IsoDay) {
  await addVote(client, branch, {
    id,
    method: 'open',
    kind: 'motion',
    title: 'Thông qua kế hoạch ra quân ngày Chủ nhật xanh',
    question:
      'Chi đoàn ra quân vệ sinh đường thôn, mỗi đồng chí góp một buổi; họp rút kinh nghiệm sau khi xong.',
    heldOn,
  })
  await addRoll(client, branch, id)
  await open(client, id, branch.people.length)
  await client.query(
    `insert into voting.choice (vote_id, person_id, unit_id, choice, given_by)
     select $1, id, $2, case when n = 7 then 'abstain' else 'approve' end, id
       from unnest($3::uuid[]) with ordinality as t (id, n) where n > 4`,
    [id, branch.unitId, branch.people.map((one) => one.id)],
  )
}

async function addElection(client: pg.Client, branch: Branch, heldOn: IsoDay): Promise<void> {
  const { unitId, people } = branch
  const present = electionBallots.length
  const seats = 3
  await addVote(client, branch, {
    id: electionId,
    method: 'secret',
    kind: 'election',
    title: 'Bầu Ban Chấp hành Chi đoàn nhiệm kỳ mới',
    seats,
    heldOn,
  })
  const candidates = people.slice(0, 5).map(({ name }) => name)
  await client.query(
    `insert into voting.candidate (vote_id, unit_id, number, name)
     select $1, $2, n, name from unnest($3::text[]) with ordinality as t (name, n)`,
    [electionId, unitId, candidates],
  )
  await addRoll(client, branch, electionId)
  await client.query('update voting.vote set public_key = $2 where id = $1', [
    electionId,
    electionKey,
  ])
  await open(client, electionId, present)
  // What was signed blindly says nothing afterwards; here nothing was.
  await client.query(
    `insert into voting.draw (vote_id, person_id, unit_id, drawn_by, blinded, blind_signature)
     select $1, id, $2, id, '', '' from unnest($3::uuid[]) as id order by id`,
    [electionId, unitId, people.map(({ id }) => id)],
  )
  const bytes = (part: 'token' | 'prefix' | 'signature' | 'proof') =>
    electionBallots.map((ballot) => Buffer.from(ballot[part], 'base64url'))
  const choices = electionBallots.map(({ choice }) => choice)
  await client.query(
    `insert into voting.ballot (vote_id, unit_id, token, prefix, signature, choice, proof)
     select $1, $2, b.* from unnest($3::bytea[], $4::bytea[], $5::bytea[], $6::text[], $7::bytea[]) as b`,
    [
      electionId,
      unitId,
      bytes('token'),
      bytes('prefix'),
      bytes('signature'),
      choices,
      bytes('proof'),
    ],
  )
  const question = { kind: 'election', seats, candidates: candidates.length, rule } as const
  const outcome = outcomeOf(question, { present, entitled: present }, tallyOf(question, choices))
  await client.query(
    `update voting.vote set state = 'closed', outcome = $2, closed_at = ($3::date + time '09:30') at time zone 'Asia/Ho_Chi_Minh'
      where id = $1`,
    [electionId, JSON.stringify(outcome), heldOn],
  )
}
