import 'fake-indexeddb/auto'
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { examineCard, readCard } from '#modules/members/index.ts'
import type { OutboxRecord } from '#platform/browser/outbox/record.ts'
import { openStore } from '#platform/browser/outbox/store.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  activitiesFor,
  type FieldActivity,
  type FieldPack,
  findPack,
  keepPack,
  readPackAnswer,
} from './pack.ts'
import { reasonText } from './reasons.ts'
import { answered, arrivalOf, checkInRecord, isLetBe, tally } from './records.ts'
import { versionText } from './words.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const rawKey = publicKey.export({ format: 'jwk' }).x as string
const personId = uuidv7()

function writeCard({ number = 7, day = 9000, keyId = 'k1', key = privateKey } = {}): string {
  const bytes = Buffer.alloc(24)
  bytes.write(personId.replaceAll('-', ''), 0, 'hex')
  bytes.writeUInt32BE(day, 16)
  bytes.writeUInt32BE(number, 20)
  const signed = `XK1.${keyId}.${bytes.toString('base64url')}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

const keys = { cardPublicKeys: [{ id: 'k1', key: rawKey }], revokedCards: [13] }
const member = { personId, name: 'Giàng Thị Mỷ', code: 'HG-1', role: 'volunteer' as const }
const anActivity = (more: Partial<FieldActivity> = {}): FieldActivity => ({
  id: uuidv7(),
  name: 'Ra quân',
  place: null,
  heldOn: '2026-11-24',
  unitId: uuidv7(),
  unitName: 'Xã Mèo Vạc',
  state: 'open',
  campaignName: 'Tháng Thanh niên',
  team: [member],
  ...more,
})
const aPack = (more: Partial<FieldPack> = {}): FieldPack => ({
  version: '1',
  issuedAt: new Date().toISOString(),
  validUntil: new Date(Date.now() + 86_400_000).toISOString(),
  person: { id: personId, name: 'Một' },
  activities: [anActivity()],
  services: [],
  procedures: [],
  consentText: { version: '1', text: 'Tôi đồng ý' },
  ...keys,
  ...more,
})

describe('a card is examined without a network:', () => {
  test('a genuine one says whose it is, since when, and its number', async () => {
    expect(await examineCard(writeCard(), keys)).toMatchObject({
      kind: 'genuine',
      card: { personId, number: 7, issuedOn: '2024-08-22' },
    })
  })
  test('a changed one is forged, whichever part was changed', async () => {
    const text = writeCard()
    for (const at of [8, 20, 36, 45, 100]) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
      expect((await examineCard(changed, keys)).kind, String(at)).not.toBe('genuine')
    }
    // The last character carries two bits; the others it could carry must not pass unseen.
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      if (last === text.at(-1)) continue
      expect((await examineCard(text.slice(0, -1) + last, keys)).kind, last).toBe('forged')
    }
    const { privateKey: another } = generateKeyPairSync('ed25519')
    expect(await examineCard(writeCard({ key: another }), keys)).toEqual({ kind: 'forged' })
  })
  test('a revoked one is refused, one with an unknown key is left to the roster', async () => {
    expect((await examineCard(writeCard({ number: 13 }), keys)).kind).toBe('revoked')
    expect((await examineCard(writeCard({ keyId: 'k2' }), keys)).kind).toBe('unknown_key')
  })
  test('other codes are no cards', async () => {
    expect((await examineCard('https://example.vn', keys)).kind).toBe('not_a_card')
    expect((await examineCard('XK1.k1.abc', keys)).kind).toBe('forged')
    expect(readCard('')).toBeUndefined()
  })
})

describe('the pack', () => {
  const answerWith = (body: unknown, init?: ResponseInit) =>
    readPackAnswer(new Response(JSON.stringify(body), init), undefined)

  test('is believed only in its own form', async () => {
    expect((await answerWith(aPack())).kind).toBe('new')
    expect((await answerWith({ ok: true })).kind).toBe('unreachable')
    expect((await readPackAnswer(new Response('<html>'), undefined)).kind).toBe('unreachable')
    expect((await answerWith({ code: 'sign_in_again' }, { status: 401 })).kind).toBe('sign_in')
    expect((await readPackAnswer(new Response('', { status: 401 }), undefined)).kind).toBe(
      'unreachable',
    )
    expect(await answerWith({ code: 'sync.no_person' }, { status: 403 })).toEqual({
      kind: 'denied',
      code: 'sync.no_person',
    })
  })

  test('loses its rosters, on the disk too, once it is no longer valid; the rest still works', async () => {
    const store = await openStore(uuidv7())
    await keepPack(store, { etag: '"1"', fetchedAt: 0, pack: aPack() })
    expect((await findPack(store))?.pack.activities[0]?.team).toHaveLength(1)
    const later = await findPack(store, Date.now() + 2 * 86_400_000)
    expect(later?.pack.activities).toMatchObject([{ name: 'Ra quân', team: [] }])
    expect(JSON.stringify(await store.getAll('packs'))).not.toContain('Giàng')
    store.close()
  })

  test('offers today’s activities first, one’s own before others', () => {
    const pack = aPack({
      activities: [
        anActivity({ name: 'Hôm qua', heldOn: '2026-11-23' }),
        anActivity({ name: 'Ngày kia', heldOn: '2026-11-26' }),
        anActivity({ name: 'Của người khác' }),
        anActivity({ name: 'Của tôi', isMine: true }),
      ],
    })
    expect(activitiesFor(pack, '2026-11-24').map(({ name }) => name)).toEqual([
      'Của tôi',
      'Của người khác',
      'Hôm qua',
      'Ngày kia',
    ])
  })
})

describe('who stands before one', () => {
  const activity = anActivity()
  const checkIn = {
    ...checkInRecord({ activityId: activity.id, personId, method: 'roster' }, { name: 'Mỷ' }),
    state: 'waiting',
  } as OutboxRecord

  test('may come in once; after an undo or a refusal again', () => {
    expect(arrivalOf(personId, activity, []).kind).toBe('free')
    expect(arrivalOf(personId, activity, [checkIn]).kind).toBe('already')
    expect(arrivalOf(personId, activity, [{ ...checkIn, undoneBy: 'x' }]).kind).toBe('free')
    expect(arrivalOf(personId, activity, [{ ...checkIn, state: 'refused' }]).kind).toBe('free')
    expect(arrivalOf(personId, anActivity(), [checkIn]).kind).toBe('free')
  })
  test('is known to be on no list', () => {
    expect(arrivalOf(uuidv7(), activity, []).kind).toBe('off_list')
  })
})

test('turns and people are counted apart, without what was taken back or refused', () => {
  const assist = { kind: 'assists.assist', amount: 3, state: 'stored' } as OutboxRecord
  expect(
    tally([
      assist,
      { ...assist, amount: 1, state: 'waiting' },
      { ...assist, undoneBy: 'x' },
      { ...assist, state: 'refused' },
      { ...assist, kind: 'assists.assist.undo', undoes: 'x', amount: 0 },
      { ...assist, kind: 'campaigns.check_in', amount: 1, body: { personId } },
    ]),
  ).toEqual({ people: 4, assists: 2, checkIns: 1 })
})

test('whoever was checked in twice is one person', () => {
  const twice = { kind: 'campaigns.check_in', amount: 1, topic: 'a', state: 'waiting' }
  const at = (id: string, more: object) => ({ ...twice, id, ...more }) as OutboxRecord
  expect(
    tally([
      at('1', { body: { personId } }),
      at('2', { body: { personId } }),
      at('3', { body: { personId: uuidv7() } }),
      at('4', { body: { personId }, topic: 'b' }),
    ]).checkIns,
  ).toBe(3)
})

test('what the server received and what it refused are told apart; an undo is neither', () => {
  const record = (more: object) =>
    ({ kind: 'assists.assist', state: 'stored', ...more }) as OutboxRecord
  const letBe = record({ state: 'refused', dismissedAt: 1 })
  expect(
    answered([
      record({}),
      record({ undoneBy: 'x' }),
      record({ undoes: 'y' }),
      record({ state: 'waiting' }),
      record({ state: 'refused' }),
      record({ state: 'refused', mendedBy: 'z' }),
      letBe,
    ]),
  ).toEqual({ received: 1, refused: 2, letBe: 1 })
  expect(isLetBe(letBe)).toBe(true)
  expect(isLetBe(record({ state: 'refused' }))).toBe(false)
  expect(isLetBe({ ...letBe, undoes: 'x' })).toBe(false)
})

test('a field that the server cannot take is named, and nobody is told to update the app for it', () => {
  expect(reasonText('sync.malformed', 'callback.name').why).toContain('Họ tên người cần gọi')
  expect(reasonText('sync.malformed', 'callback.name').remedy).not.toContain('Cập nhật')
  expect(reasonText('sync.malformed').remedy).toContain('Cập nhật')
})

test('a version is read as the day of its build, and a given name as it is', () => {
  expect(versionText('1795786631277')).toBe('27/11/2026 · 1277')
  expect(versionText('a-later-version')).toBe('a-later-version')
})
