import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { apiDocument } from '#platform/server/api/document.ts'
import { findEndpoint, serveApi } from '#platform/server/api/serve.ts'
import type { Actor } from '#platform/server/context.ts'
import { asking, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { endpoints } from './api.server.ts'
import { anOfficer, aPerson } from './members/server/testing.ts'
import { aTree } from './units/server/testing.ts'

const app = useApp()

async function call(actor: Actor, method: 'GET' | 'POST', path: string, body?: unknown) {
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    ...(body
      ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  })
  const response = await serveApi(
    endpoints,
    app,
    asking(app, actor),
    request,
    new URL(request.url).pathname.replace('/api/v1', ''),
  )
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.json(),
  }
}

test('the document is valid OpenAPI 3.1 and names every operation', async () => {
  const document = apiDocument(endpoints, 'vi', 'http://localhost:3000')
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
  expect(result.errors).toBeUndefined()
  expect(result.valid).toBe(true)
  const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods))
  expect(operations).toHaveLength(endpoints.length)
})

test.each(endpoints.map((endpoint) => [endpoint.method, endpoint.path, endpoint] as const))(
  '%s %s is reached by its own path',
  (method, path, endpoint) => {
    const filled = path.replaceAll(/\{\w+\}/g, uuidv7())
    expect(findEndpoint(endpoints, method, filled).endpoint).toBe(endpoint)
  },
)

test('what a form tidies is still described: a member’s sex is one of two words', () => {
  const document = JSON.stringify(apiDocument(endpoints, 'en', 'http://x').paths['/members'])
  expect(document).toContain('"enum":["male","female"]')
})

test('a stranger is asked to sign in', async () => {
  expect(await call({ kind: 'nobody' }, 'GET', '/me')).toMatchObject({
    status: 401,
    type: 'application/problem+json',
  })
})

test('members are listed, entered and entered again without doubling', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const person = {
    id: uuidv7(),
    unitId: tree.branch,
    fullName: 'Lầu Thị Mai',
    joinedOn: '2026-03-26',
  }
  for (let time = 0; time < 2; time += 1) {
    expect(await call(officer, 'POST', '/members', person)).toMatchObject({
      status: 200,
      body: { id: person.id },
    })
  }
  const list = await call(officer, 'GET', `/members?unit=${tree.branch}&q=mai`)
  expect(list.body.members).toHaveLength(1)
  const one = await call(officer, 'GET', `/members/${person.id}`)
  expect(one.body).toMatchObject({ fullName: 'Lầu Thị Mai', version: 1 })
  expect(Object.keys(one.body).join()).not.toMatch(/sealed|ethnicity|religion|party/i)
})

test('faults are named field by field in the language of the reader', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const answer = await call(officer, 'POST', '/members', {
    id: uuidv7(),
    unitId: tree.branch,
    fullName: '',
    joinedOn: '31/02/2026',
  })
  expect(answer).toMatchObject({
    status: 400,
    body: {
      code: 'invalid',
      faults: [{ path: 'fullName' }, { path: 'joinedOn', code: 'day_invalid' }],
    },
  })
})

test('outside the subtree a record is not there and a write is refused', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  const stranger = await aPerson(app.testDatabase, { unitId: tree.foreignBranch })
  expect(await call(officer, 'GET', `/members/${stranger}`)).toMatchObject({ status: 404 })
  expect(
    await call(officer, 'POST', '/units', {
      id: uuidv7(),
      parentId: tree.otherCommune,
      type: 'village_branch',
      name: 'Lạ',
      on: '2026-01-01',
    }),
  ).toMatchObject({ status: 403 })
  expect(await call(officer, 'GET', '/nowhere')).toMatchObject({ status: 404 })
})

test('a token does no more than it was made for', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.commune, 'commune_secretary')
  const token: Actor = { ...officer, kind: 'token', permissions: ['reports.read'] }
  expect(await call(token, 'GET', '/members')).toMatchObject({ status: 403 })
  expect((await call(token, 'GET', '/me')).body.permissions).toEqual(['reports.read'])
  expect(
    await call(token, 'POST', '/units', {
      id: uuidv7(),
      parentId: tree.commune,
      type: 'village_branch',
      name: 'Mới',
      on: '2026-01-01',
    }),
  ).toMatchObject({ status: 403 })
})

test('the report answers with its figures', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.province, 'province_officer')
  const answer = await call(officer, 'GET', '/reports/provincial?on=2026-06-01')
  expect(answer.status).toBe(200)
  expect(
    answer.body.figures.find((figure: { indicator: string }) => figure.indicator === 'members'),
  ).toMatchObject({ kept: true })
  expect(await call(officer, 'GET', '/reports/provincial?on=abc')).toMatchObject({ status: 400 })
})

test('a parameter that is not known is refused by its name, not silently left out', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  expect(await call(officer, 'GET', '/members?unti=x&q=mai')).toMatchObject({
    status: 400,
    body: { faults: [{ path: 'unti', code: 'unknown_name' }] },
  })
  expect(await call(officer, 'GET', '/me?x=1')).toMatchObject({ status: 400 })
})

test('a body over the limit is too large, and is told the limit', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const note = 'ă'.repeat(1_000_001)
  const answer = await call(officer, 'POST', '/members', { note })
  expect(answer).toMatchObject({ status: 413, body: { code: 'api.too_large' } })
  expect(answer.body.title).toContain('2 MB')
})

test('who asks too much is told to wait', async () => {
  const tree = await aTree(app.testDatabase)
  const officer = await anOfficer(app.testDatabase, tree.branch, 'branch_secretary')
  const statuses = []
  for (let time = 0; time < 125; time += 1)
    statuses.push((await call(officer, 'GET', '/nowhere')).status)
  expect(statuses.slice(0, 120).every((status) => status === 404)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
})
