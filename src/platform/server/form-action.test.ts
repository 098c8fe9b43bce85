import type { RequestEvent } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Command, defineCommand } from './command.ts'
import { Conflict, Forbidden, NotFound, RuleBroken } from './errors.ts'
import { formAction, typedValues } from './form-action.ts'

const anyCommand = defineCommand('test.any', z.object({}), async () => ({}))

/** A form as it was sent, and what running the command came to. */
async function sent(run: () => unknown, actor: 'person' | 'nobody' = 'person') {
  const form = new FormData()
  form.set('name', 'Vàng Thị Mỷ')
  form.set('code', 'HG-1')
  form.set('password', 'secret')
  const locals = {
    asking: { actor: { kind: actor } },
    app: { run: async (_: unknown, __: Command) => run() },
  } as unknown as App.Locals
  const event = {
    request: new Request('http://x/', { method: 'POST', body: form }),
    locals,
  } as unknown as RequestEvent
  return { answer: await formAction(anyCommand)(event), locals }
}

test.each([
  new Forbidden(),
  new NotFound('units.not_found'),
  new Conflict('conflict'),
  new RuleBroken('units.has_members'),
])('a form that is refused keeps what was typed, whatever the reason: %s', async (refusal) => {
  const { answer } = await sent(() => {
    throw refusal
  })
  expect(answer).toMatchObject({
    status: refusal.status,
    data: { code: refusal.code, values: { name: 'Vàng Thị Mỷ', code: 'HG-1' } },
  })
  expect(JSON.stringify(answer)).not.toContain('secret')
})

test('what is not a refusal is not made one', async () => {
  await expect(
    sent(() => {
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
})

test('a form sent after the session ended runs nothing, says so, and keeps what was typed', async () => {
  const { answer, locals } = await sent(() => {
    throw new Error('was run')
  }, 'nobody')
  expect(answer).toMatchObject({
    status: 401,
    data: { code: 'session_over', values: { name: 'Vàng Thị Mỷ' } },
  })
  expect(locals.typed).toEqual([
    ['name', 'Vàng Thị Mỷ'],
    ['code', 'HG-1'],
  ])
})

test('a secret is never shown again, a secretary is', () => {
  const form = new FormData()
  for (const name of ['secret', 'password', 'secretaryId']) form.set(name, 'x')
  expect(typedValues(form)).toEqual({ secretaryId: 'x' })
})
