import { beforeAll, expect, test } from 'vitest'
import { recount } from '#modules/voting/index.ts'
import { getPublished } from '#modules/voting/server/index.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { loadDemo } from './load.ts'
import { electionId } from './vote-ballots.ts'

const app = useApp({ now: '2026-06-15T02:00:00Z' })

beforeAll(async () => {
  await loadDemo({
    ownerUrl: app.testDatabase.ownerUrl,
    secret: 'a secret that only tests know, long enough',
    today: '2026-06-15',
    small: true,
  })
}, 120_000)

test('the election of the demonstration can be counted again by whoever was there', async () => {
  const { rows } = await app.testDatabase.ownerPool.query(
    `select id from members.person where phone = '+84300000010'`,
  )
  const published = await app.read(asking(app, person(rows[0].id)), (ctx) =>
    getPublished(ctx, electionId),
  )
  expect(published.outcome.elected).toHaveLength(3)
  expect(await recount(published)).toMatchObject({ counted: 7, faults: [], agrees: true })
})
