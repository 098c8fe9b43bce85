import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree } from '#modules/units/server/testing.ts'
import type { Actor } from '#platform/server/context.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import type { DrawnBallot } from '../ballot/draw.ts'
import { recount } from '../ballot/recount.ts'
import { getPublished } from './index.ts'
import { aCastBallot, aDrawnBallot, anOpenVote, closeAs, startCastingAs } from './testing.ts'

/*
 * An administrator with every right on the database, before and after the end of a vote: reads all
 * tables with their hidden columns, and looks for what joins a person to a ballot.
 */
const app = useApp()
const count = 24
let chair: Actor & { personId: string }
let voteId: string
/** In the order in which they drew; what each was to cast. */
const seats: { personId: string; drawn: DrawnBallot; choice: string }[] = []
/** Tokens in the order in which they were cast. */
const castOrder: string[] = []

const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

/** A shuffle that is the same in every run. */
function shuffled<Item>(items: readonly Item[], step: number): Item[] {
  const left = [...items]
  const result: Item[] = []
  for (let at = step; left.length > 0; at += step) result.push(...left.splice(at % left.length, 1))
  return result
}

beforeAll(async () => {
  const tree = await aTree(app.testDatabase)
  chair = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const people: string[] = []
  for (let i = 0; i < count; i++)
    people.push(await aPerson(app.testDatabase, { unitId: tree.branch, name: `Người Số ${i}` }))
  voteId = await anOpenVote(app, chair, { unitId: tree.branch, personIds: people })
  for (const personId of shuffled(people, 7)) {
    const drawn = await aDrawnBallot(app, { ...person(personId), personId }, voteId)
    seats.push({
      personId,
      drawn,
      choice: ['approve', 'against', 'abstain'][seats.length % 3] as string,
    })
  }
  await startCastingAs(app, chair, voteId)
  for (const { drawn, choice } of shuffled(seats, 5)) {
    await aCastBallot(app, drawn, choice)
    castOrder.push(drawn.token)
  }
}, 60_000)

/** Every table of the installation that holds something, with hidden columns, as text. */
async function everything(): Promise<{ table: string; row: string }[]> {
  const tables = await owner(
    `select n.nspname || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'`,
  )
  const found: { table: string; row: string }[] = []
  for (const { name } of tables)
    for (const { row } of await owner(`select to_jsonb(t)::text as row from ${name} t`))
      found.push({ table: name, row })
  return found
}

const hexOf = (text: string) => Buffer.from(text, 'base64url').toString('hex')

test('no table but the box knows a token, and the box knows nothing of people, times or sequences', async () => {
  const rows = await everything()
  for (const { drawn } of seats) {
    const tables = rows
      .filter(({ row }) => row.includes(drawn.token) || row.includes(hexOf(drawn.token)))
      .map(({ table }) => table)
    expect(tables).toEqual(['voting.ballot'])
  }
  const columns = await owner(
    `select attname as name, format_type(atttypid, null) as type, attidentity <> '' or atthasdef as is_given
       from pg_attribute where attrelid = 'voting.ballot'::regclass and attnum > 0 order by attnum`,
  )
  expect(columns.map(({ name, type, is_given }) => [name, type, is_given])).toEqual([
    ['vote_id', 'uuid', false],
    ['unit_id', 'uuid', false],
    ['token', 'bytea', false],
    ['prefix', 'bytea', false],
    ['signature', 'bytea', false],
    ['choice', 'text', false],
    ['proof', 'bytea', false],
  ])
})

test('no value of a person’s rows stands in a ballot, whatever joins are tried', async () => {
  const rows = await everything()
  const shared = new Set([voteId, (await owner('select unit_id from voting.vote'))[0].unit_id])
  const valuesOf = (row: string) =>
    new Set(
      (row.match(/[0-9a-f-]{16,}|\d{4}-\d\d-\d\dT[\d:.+]+/gi) ?? []).filter(
        (one) => !shared.has(one),
      ),
    )
  const ofPeople = new Set<string>()
  const ids = new Set(seats.map(({ personId }) => personId))
  for (const { table, row } of rows)
    if (table !== 'voting.ballot' && [...ids].some((id) => row.includes(id)))
      for (const value of valuesOf(row)) ofPeople.add(value)
  expect(ofPeople.size).toBeGreaterThan(count)
  for (const { table, row } of rows)
    if (table === 'voting.ballot')
      for (const value of valuesOf(row)) expect(ofPeople.has(value), value).toBe(false)
})

test('the audit says who drew and who ran the vote, and not a word about casting', async () => {
  const entries = await owner(
    `select command, count(*)::int as count from audit.entry where subject_id = $1 or command like 'votes.%' group by 1 order by 1`,
    [voteId],
  )
  expect(entries).toEqual([
    { command: 'votes.draw', count },
    { command: 'votes.open', count: 1 },
    { command: 'votes.prepare', count: 1 },
    { command: 'votes.start_casting', count: 1 },
  ])
  const told = await owner(`select details::text from audit.entry`)
  expect(told.some(({ details }) => /approve|against|abstain/.test(details))).toBe(false)
})

test('who drew when is forgotten once the box opens: rows lie in the order of people, written at once', async () => {
  const rows = await owner(
    `select person_id, xmin::text, ctid from voting.draw where vote_id = $1 order by ctid`,
    [voteId],
  )
  expect(rows.map((row) => row.person_id)).toEqual(seats.map(({ personId }) => personId).sort())
  expect(rows.map((row) => row.person_id)).not.toEqual(seats.map(({ personId }) => personId))
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1)
})

test('who cast when is forgotten once the vote is closed: ballots lie in the order of tokens, written at once', async () => {
  const read = () =>
    owner(
      `select encode(token, 'hex') as token, xmin::text from voting.ballot where vote_id = $1 order by ctid`,
      [voteId],
    )
  // While the box is open, whoever reads the tables sees the order of casting; it says nothing of whom.
  expect((await read()).map(({ token }) => token)).toEqual(castOrder.map(hexOf))
  const { outcome } = await closeAs(app, chair, voteId)
  expect(outcome.tally).toMatchObject({ approve: 8, against: 8, abstain: 8 })
  const rows = await read()
  expect(rows.map(({ token }) => token)).toEqual(castOrder.map(hexOf).sort())
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1)
})

test('the private key is gone when the vote is closed', async () => {
  expect(await owner('select from voting.key where vote_id = $1', [voteId])).toEqual([])
})

test('whoever owns the database and changes, adds or removes a ballot is found out by the recount', async () => {
  const published = () => app.read(asking(app, chair), (ctx) => getPublished(ctx, voteId))
  expect((await recount(await published())).agrees).toBe(true)
  const token = Buffer.from(seats[0]?.drawn.token ?? '', 'base64url')
  const choice = seats[0]?.choice
  const set = (to: unknown) =>
    owner('update voting.ballot set choice = $3 where vote_id = $1 and token = $2', [
      voteId,
      token,
      to,
    ])
  await set(choice === 'approve' ? 'against' : 'approve')
  expect((await recount(await published())).faults).toMatchObject([{ what: 'choice_not_signed' }])
  await set(choice)
  const before = await published()
  await owner('delete from voting.ballot where vote_id = $1 and token = $2', [voteId, token])
  const without = await published()
  expect((await recount(without)).agrees).toBe(false)
  // And its voter misses it.
  expect(without.ballots.some((one) => one.token === seats[0]?.drawn.token)).toBe(false)
  expect(before.ballots).toHaveLength(count)
})
