import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { uuidv7 } from '../../uuid.ts'
import { append } from '../outbox/append.ts'
import { openStore } from '../outbox/store.ts'
import { settleSignOut } from './owed-sign-out.ts'
import {
  countUnsentOfOthers,
  findPerson,
  leave,
  oweSignOut,
  owesSignOut,
  personHere,
  setPersonHere,
} from './people.ts'
import { askPinReset, isPin, sessionConfirmed, sessionEnded, setPin, tryPin } from './pin.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a phone knows who is here, and after signing out nobody is', async () => {
  const person = { id: uuidv7(), name: 'Giàng Thị Mỷ' }
  await setPersonHere(person)
  expect(await personHere()).toEqual(person)
  await leave()
  expect(await personHere()).toBeUndefined()
  expect(JSON.stringify(await findPerson(person.id))).not.toContain('Giàng')
})

test('of what others have not sent, a person sees only how many', async () => {
  const mine = { id: uuidv7(), name: 'Một' }
  const other = { id: uuidv7(), name: 'Hai' }
  await setPersonHere(other)
  const store = await openStore(other.id)
  await append(store, { kind: 'a', body: {}, topic: 't' })
  store.close()
  await setPersonHere(mine)
  expect(await countUnsentOfOthers(mine.id)).toBe(1)
  expect(await countUnsentOfOthers(other.id)).toBe(0)
})

test('a PIN has four to six digits', () => {
  expect(['1234', '123456'].every(isPin)).toBe(true)
  expect(['123', '1234567', '12a4', ''].some(isPin)).toBe(false)
})

test('the right PIN opens, a wrong one does not, and after five they have to wait', async () => {
  const id = uuidv7()
  await setPin(id, '2468')
  expect(await tryPin(id, '2468')).toEqual({ kind: 'right' })
  vi.useFakeTimers({ toFake: ['Date'] })
  for (let i = 0; i < 5; i++) expect((await tryPin(id, '1111')).kind).toBe('wrong')
  expect((await tryPin(id, '2468')).kind).toBe('wrong')
  vi.setSystemTime(Date.now() + 31_000)
  expect((await tryPin(id, '2468')).kind).toBe('right')
  expect(JSON.stringify(await findPerson(id))).not.toContain('2468')
})

test('a forgotten PIN goes only after signing out and in again', async () => {
  const id = uuidv7()
  await setPin(id, '2468')
  await askPinReset(id)
  expect(await sessionConfirmed(id)).toBe(false)
  await sessionEnded(id)
  expect(await sessionConfirmed(id)).toBe(true)
  expect((await tryPin(id, '9999')).kind).toBe('right')
})

test('a sign-out without a network stays owed until the server itself says that it is done', async () => {
  const answer = (body: string) => () => Promise.resolve(new Response(body))
  const done = answer(JSON.stringify({ type: 'redirect', status: 303, location: '/sign-in' }))
  await oweSignOut()
  expect(await settleSignOut(() => Promise.reject(new TypeError('offline')))).toBe(false)
  expect(await settleSignOut(answer('<html>Wi-Fi</html>'))).toBe(false)
  expect(await settleSignOut(answer('{"code":"unexpected"}'))).toBe(false)
  expect(await owesSignOut()).toBe(true)
  expect(await settleSignOut(done)).toBe(true)
  expect(await owesSignOut()).toBe(false)
  // Nothing is owed: the server is not asked.
  expect(await settleSignOut(() => Promise.reject(new TypeError('offline')))).toBe(true)
})
