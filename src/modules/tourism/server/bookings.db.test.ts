import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { newLink } from '#modules/requests/server/index.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { endVenture, hideVenture, strikeVenture } from '#modules/ventures/server/index.ts'
import { aVenture } from '#modules/ventures/server/testing.ts'
import { addDays } from '#platform/days.ts'
import { anyone } from '#platform/server/access/sentence.ts'
import { writeCalendarFile } from '#platform/server/calendar.ts'
import { defineCommand } from '#platform/server/command.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { asking, person, system, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  answerBooking,
  askForRoom,
  cancelByLink,
  closeDays,
  describePlace,
  followVentures,
  forgetGuests,
  getGuestBooking,
  getPlace,
  listBookings,
  listPublicPlaces,
  listRooms,
  listTakenNights,
  readFeed,
  renewFeed,
  savePlace,
  saveRoom,
  showPlace,
} from './index.ts'
import { aHomestay } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
const today = '2026-06-15'
let tree: SmallTree
let officer: Actor
let foreign: Actor
let host: Actor
let ventureId: string
let people = 0

beforeAll(async () => {
  tree = await aTree(app.testDatabase)
  officer = await anOfficer(app.testDatabase, tree.commune, 'commune_officer')
  foreign = await anOfficer(app.testDatabase, tree.otherCommune, 'commune_officer')
  const leaderId = await aPerson(app.testDatabase, { unitId: tree.branch })
  host = person(leaderId)
  ventureId = await aVenture(app.testDatabase, { unitId: tree.commune, leaderId, isPublic: true })
})
const run = (actor: Actor, command: Parameters<typeof app.run>[1], input: unknown) =>
  app.run(asking(app, actor), command, input) as Promise<Record<string, string>>
const read = <Result>(
  actor: Actor,
  look: (ctx: Parameters<Parameters<typeof app.read>[1]>[0]) => Promise<Result>,
) => app.read(asking(app, actor), look)
const owner = async (text: string, values: unknown[] = []) =>
  (await app.testDatabase.ownerPool.query(text, values)).rows

async function ask(roomId: string, given: Record<string, unknown> = {}) {
  const [id, link] = [uuidv7(), newLink()]
  people += 1
  await run(nobody, askForRoom, {
    id,
    link,
    roomId,
    arrivesOn: '2026-07-01',
    leavesOn: '2026-07-03',
    guests: 2,
    name: 'Nguyễn Thị Khách',
    phone: `0977${String(people).padStart(6, '0')}`,
    consent: 'on',
    ...given,
  })
  return { id, link }
}

test('a guest asks without an account, the host is told and answers, and the guest reads it by their link', async () => {
  const { placeId, roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  // A price in the form changes nothing: it is the room's, for each night.
  const { id, link } = await ask(roomId, { price: 1 })
  expect((await read(host, (ctx) => listNotices(ctx))).notices[0]?.href).toBe('/tourism')
  expect((await read(foreign, (ctx) => listNotices(ctx))).notices).toEqual([])
  expect((await read(host, listBookings)).find((one) => one.id === id)).toMatchObject({
    name: 'Nguyễn Thị Khách',
    price: 700_000,
    state: 'asked',
  })
  expect(await read(foreign, listBookings)).toEqual([])
  for (const actor of [foreign, nobody])
    await expect(
      run(actor, answerBooking, { bookingId: id, to: 'confirmed' }),
    ).rejects.toMatchObject({ status: 404 })
  await run(host, answerBooking, { bookingId: id, to: 'confirmed', answer: 'Mời bạn đến' })
  const seen = await read(nobody, (ctx) => getGuestBooking(ctx, link))
  expect(seen).toMatchObject({
    state: 'confirmed',
    answer: 'Mời bạn đến',
    bankAccount: '0123456789',
  })
  expect(JSON.stringify(seen)).not.toContain('Khách')
  const nights = await read(nobody, (ctx) => listTakenNights(ctx, placeId, '2026-06-30', 10))
  expect([...(nights.get(roomId) ?? [])]).toEqual(['2026-07-01', '2026-07-02'])
  // On the day of leaving the next guest may come.
  await expect(ask(roomId)).rejects.toMatchObject({ code: 'tourism.taken' })
  await ask(roomId, { arrivesOn: '2026-07-03', leavesOn: '2026-07-04' })
})

test('however many are confirmed at once, a room is given to one of them', async () => {
  const { roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const asked = await Promise.all(Array.from({ length: 12 }, () => ask(roomId)))
  const answers = await Promise.allSettled(
    asked.map(({ id }, index) =>
      run(index % 2 ? host : officer, answerBooking, { bookingId: id, to: 'confirmed' }),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of answers)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'tourism.taken' })
})

test('whatever is asked, confirmed, closed and cancelled in whatever order, no two hold a room on one night', async () => {
  const { roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const step = fc.record({
    does: fc.constantFrom('confirm', 'cancel', 'close'),
    from: fc.integer({ min: 0, max: 12 }),
    nights: fc.integer({ min: 1, max: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      await owner('delete from tourism.booking where room_id = $1', [roomId])
      const links: string[] = []
      for (const { does, from, nights } of steps) {
        const arrivesOn = addDays('2026-08-01', from)
        const stay = { roomId, arrivesOn, leavesOn: addDays(arrivesOn, nights) }
        try {
          if (does === 'close') await run(host, closeDays, { id: uuidv7(), ...stay })
          else if (does === 'cancel')
            await run(nobody, cancelByLink, { link: links.pop() ?? newLink() })
          else {
            const { id, link } = await ask(roomId, stay)
            await run(host, answerBooking, { bookingId: id, to: 'confirmed' })
            links.push(link)
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'tourism.taken' })
        }
      }
      const [doubled] = await owner(
        `select count(*)::int as n from tourism.booking a join tourism.booking b on a.room_id = b.room_id and a.id < b.id
          where a.room_id = $1 and a.state = 'confirmed' and b.state = 'confirmed'
            and daterange(a.arrives_on, a.leaves_on) && daterange(b.arrives_on, b.leaves_on)`,
        [roomId],
      )
      expect(doubled?.n).toBe(0)
    }),
    { numRuns: 12 },
  )
})

test('a link is not guessed; with it a guest cancels, and the room is free at once', async () => {
  const { placeId, roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const { id, link } = await ask(roomId)
  await run(host, answerBooking, { bookingId: id, to: 'confirmed' })
  await expect(read(nobody, (ctx) => getGuestBooking(ctx, newLink()))).rejects.toMatchObject({
    code: 'tourism.no_booking',
  })
  expect(await run(nobody, cancelByLink, { link: newLink() })).toEqual({ wasOpen: false })
  expect(await run(nobody, cancelByLink, { link })).toEqual({ wasOpen: true })
  const nights = await read(nobody, (ctx) => listTakenNights(ctx, placeId, today, 60))
  expect(nights.size).toBe(0)
  const [row] = await owner(
    'select name_sealed, phone_sealed, phone_mark from tourism.booking where id = $1',
    [id],
  )
  expect(row).toEqual({ name_sealed: null, phone_sealed: null, phone_mark: null })
})

test('the calendar of a host opens by its address alone, names no guest, and a new address ends the old one', async () => {
  const { placeId, roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  await ask(roomId)
  await expect(run(foreign, renewFeed, { placeId })).rejects.toMatchObject({ status: 403 })
  const { link: old = '' } = await run(host, renewFeed, { placeId })
  const feed = await read(nobody, (ctx) => readFeed(ctx, old))
  expect(feed).toMatchObject({
    placeName: 'Nhà cổ Pả Vi',
    bookings: [{ state: 'asked', guests: 2 }],
  })
  expect(JSON.stringify(feed)).not.toMatch(/Khách|0977/)
  const text = writeCalendarFile(
    feed.bookings.map((one) => ({
      uid: one.id,
      title: `${one.roomName}, ${one.code}; giờ đến`,
      on: { from: one.arrivesOn, until: addDays(one.leavesOn, -1) },
      isTentative: true,
    })),
    { name: feed.placeName, now: app.now(), host: 'test' },
  )
  expect(text).toMatch(/DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260703\r\n/)
  expect(text).toContain('\\, ')
  expect(text).toContain('\\; ')
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  await run(host, renewFeed, { placeId })
  await expect(read(nobody, (ctx) => readFeed(ctx, old))).rejects.toMatchObject({ status: 404 })
})

test('a place is kept by those of its venture and the officers above it, and found by everybody once it is shown', async () => {
  const id = uuidv7()
  const place = {
    id,
    kind: 'homestay',
    unitId: tree.commune,
    ventureId,
    name: 'Nhà sàn Du Già',
    summary: 'Bên thác nước, có bữa cơm của nhà.',
    latitude: '22.88',
    longitude: '105.2',
    languages: ['vi', 'en'],
    months: ['9', '10'],
    price: '300000',
    priceUnit: 'night',
    phone: '0912 345 678',
  }
  for (const actor of [foreign, person(await aPerson(app.testDatabase, { unitId: tree.branch }))])
    await expect(run(actor, savePlace, place)).rejects.toMatchObject({ status: 403 })
  await run(host, savePlace, place)
  const find = async () =>
    (await read(nobody, (ctx) => searchPublic(ctx, { text: 'du gia nha san' }))).entries.map(
      ({ address }) => address,
    )
  expect(await find()).toEqual([])
  await expect(read(nobody, (ctx) => getPlace(ctx, id))).rejects.toMatchObject({ status: 404 })
  await run(officer, showPlace, { placeId: id, to: 'public' })
  expect(await find()).toEqual([`/places/${id}`])
  await run(host, saveRoom, {
    id: uuidv7(),
    placeId: id,
    name: 'Gác',
    sleeps: '6',
    price: '120000',
  })
  const shown = await read(nobody, (ctx) => getPlace(ctx, id))
  const rooms = await read(nobody, (ctx) => listRooms(ctx, id))
  expect(describePlace(shown, rooms, 'https://x/places/1')).toMatchObject({
    '@type': 'LodgingBusiness',
    geo: { latitude: 22.88 },
    telephone: '+84912345678',
  })
  const inMonth = (month: number) =>
    read(nobody, (ctx) => listPublicPlaces(ctx, { month })).then((rows) =>
      rows.some((row) => row.id === id),
    )
  expect([await inMonth(10), await inMonth(3)]).toEqual([true, false])
  await run(host, showPlace, { placeId: id, to: 'hidden' })
  expect(await find()).toEqual([])
})

test('what is not there, too small or in the past is not given; names go when their day has come', async () => {
  const hidden = await aHomestay(app.testDatabase, {
    unitId: tree.commune,
    ventureId,
    state: 'hidden',
  })
  await expect(ask(hidden.roomId)).rejects.toMatchObject({ code: 'tourism.no_room' })
  const { roomId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  for (const wrong of [
    { guests: 3 },
    { arrivesOn: '2026-06-01', leavesOn: '2026-06-02' },
    { leavesOn: '2026-07-01' },
    { leavesOn: '2026-12-01' },
    { consent: undefined },
  ])
    await expect(ask(roomId, wrong), JSON.stringify(wrong)).rejects.toMatchObject({
      code: 'invalid',
    })
  const { id } = await ask(roomId)
  app.setNow('2026-08-03T03:00:00Z')
  await forgetGuests.run(app, asking(app, system), {})
  app.setNow('2026-06-15T03:00:00Z')
  expect(
    (await owner('select name_sealed, phone_sealed from tourism.booking where id = $1', [id]))[0],
  ).toEqual({
    name_sealed: null,
    phone_sealed: null,
  })
})

const aPlace = (more: object) => ({
  ...{ id: uuidv7(), kind: 'homestay', unitId: tree.commune },
  ...{ name: 'Nhà sàn ven suối', summary: 'Có bữa cơm của nhà.' },
  ...more,
})

test('a draft that no officer looked at keeps no place, by command or by plain SQL; sights are entered by officers', async () => {
  const dreamerId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const dreamer = person(dreamerId)
  const draft = await aVenture(app.testDatabase, {
    ...{ unitId: tree.commune, leaderId: dreamerId, state: 'draft' },
  })
  const byHand = (actor: Actor, text: string) =>
    run(
      actor,
      defineCommand('test.by_hand', z.object({}), async (ctx) => {
        await ctx.authorize(anyone)
        return Number((await sql.raw(text).execute(ctx.db)).numAffectedRows ?? 0)
      }),
      {},
    ).catch((error) => error.code)
  for (const unitId of [tree.commune, tree.otherCommune])
    await expect(
      run(dreamer, savePlace, aPlace({ unitId, ventureId: draft })),
    ).rejects.toMatchObject({ code: 'tourism.venture_not_registered' })
  await expect(run(officer, savePlace, aPlace({ ventureId: draft }))).rejects.toMatchObject({
    code: 'tourism.venture_not_registered',
  })
  const inserted = (kind: string, venture: string, state = 'draft') =>
    `insert into tourism.place (id, kind, venture_id, unit_id, name, summary, state, published_at, starts_on, ends_on)
     values (gen_random_uuid(), '${kind}', '${venture}', '${tree.commune}', 'x', 'x', '${state}', now(), '2026-07-01', '2026-07-02')`
  expect(await byHand(dreamer, inserted('homestay', draft))).toBe('42501')
  // What there was of one before: its host neither shows nor changes it.
  const { placeId } = await aHomestay(app.testDatabase, {
    ...{ unitId: tree.commune, ventureId: draft, state: 'draft' },
  })
  await expect(run(dreamer, showPlace, { placeId, to: 'public' })).rejects.toMatchObject({
    status: 403,
  })
  await expect(run(officer, showPlace, { placeId, to: 'public' })).rejects.toMatchObject({
    code: 'tourism.venture_not_public',
  })
  const shown = `update tourism.place set state = 'public', published_at = now() where id = '${placeId}'`
  expect(await byHand(dreamer, shown)).toBe(0)
  expect(await byHand(officer, shown)).toBe('42501')

  const days = { startsOn: '2026-07-01', endsOn: '2026-07-02' }
  for (const kind of ['sight', 'festival']) {
    await expect(run(host, savePlace, aPlace({ kind, ventureId, ...days }))).rejects.toMatchObject({
      code: 'tourism.officer_enters',
    })
    expect(await byHand(host, inserted(kind, ventureId))).toBe('42501')
    // What an officer entered for them they may mend.
    const theirs = aPlace({ kind, ventureId, ...days })
    await run(officer, savePlace, theirs)
    await run(host, savePlace, { ...theirs, name: 'Tên khác' })
  }
  await run(host, savePlace, aPlace({ kind: 'guide', ventureId, unitId: tree.otherCommune }))
})

test('a place is shown with its venture: hidden, ended or struck out, it takes its places from everybody', async () => {
  expect(followVentures.after).toEqual(
    expect.arrayContaining(['ventures.struck', 'ventures.ended', 'ventures.hidden']),
  )
  const leaderId = await aPerson(app.testDatabase, { unitId: tree.branch })
  const leader = person(leaderId)
  const shownOf = async (venture: string) => {
    const place = aPlace({ ventureId: venture, name: 'Nhà trên mây' })
    await run(leader, savePlace, place)
    await run(leader, showPlace, { placeId: place.id, to: 'public' })
    return place.id
  }
  const found = async (id: string) => ({
    isFound: (
      await read(nobody, (ctx) => searchPublic(ctx, { text: 'nha tren may' }))
    ).entries.some(({ address }) => address === `/places/${id}`),
    isSeen: await read(nobody, (ctx) => getPlace(ctx, id)).then(
      () => true,
      () => false,
    ),
  })
  const kept = await shownOf(
    await aVenture(app.testDatabase, { unitId: tree.commune, leaderId, isPublic: true }),
  )
  for (const turn of ['hidden', 'ended', 'struck']) {
    const venture = await aVenture(app.testDatabase, {
      ...{ unitId: tree.commune, leaderId, isPublic: true },
    })
    const id = await shownOf(venture)
    expect(await found(id)).toEqual({ isFound: true, isSeen: true })
    if (turn === 'hidden') await run(leader, hideVenture, { ventureId: venture })
    else if (turn === 'ended')
      await run(officer, endVenture, { ventureId: venture, on: '2026-06-14', reason: 'x' })
    else await run(officer, strikeVenture, { ventureId: venture, reason: 'x' })
    await followVentures.run(app, asking(app, system), {})
    expect(await found(id), turn).toEqual({ isFound: false, isSeen: false })
    await expect(run(officer, showPlace, { placeId: id, to: 'public' })).rejects.toMatchObject({
      code: 'tourism.venture_not_public',
    })
    // Of a venture that was struck out nobody is a host any more.
    const mended = run(leader, savePlace, aPlace({ id, ventureId: venture }))
    if (turn === 'struck') await expect(mended).rejects.toMatchObject({ status: 403 })
    else await mended
  }
  expect(await found(kept)).toEqual({ isFound: true, isSeen: true })
})
