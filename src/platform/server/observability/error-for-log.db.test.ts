import { expect, test } from 'vitest'
import { useDatabase } from '#platform/testing/database.ts'
import { errorForLog } from './error-for-log.ts'

const database = useDatabase()
const failure = (text: string, values: unknown[] = []) =>
  database.ownerPool.query(text, values).then(
    () => undefined,
    (error) => error,
  )

test('of a database error the log tells what and where, never what was typed', async () => {
  const typed = 'Vừ A Sính\n    at 0912345678'
  const error = await failure('select $1::uuid', [typed])
  expect(error.message).toContain('Vừ A Sính')
  const logged = errorForLog(error)
  expect(logged).toMatchObject({ postgres: '22P02', routine: expect.any(String) })
  expect(JSON.stringify(logged)).not.toMatch(/Sính|0912345678/)
  expect(JSON.stringify(logged)).toContain('error-for-log.db.test.ts')
})

test('a doubled key is told by its constraint', async () => {
  const insert = `insert into identity.login (id, name, email, phone) values (gen_random_uuid(), 'X', 'x' || random() || '@x.example', '+84912345678')`
  await failure(insert)
  const logged = errorForLog(await failure(insert))
  expect(logged).toMatchObject({ postgres: '23505', constraint: expect.stringContaining('login') })
  expect(JSON.stringify(logged)).not.toContain('912345678')
})

test('a fault of the program keeps its stack', () => {
  expect(errorForLog(new TypeError('x is not a function'))).toContain('at ')
})
