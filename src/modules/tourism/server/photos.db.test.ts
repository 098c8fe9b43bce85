import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, expect, test } from 'vitest'
import { anOfficer, aPerson } from '#modules/members/server/testing.ts'
import { aTree, type SmallTree } from '#modules/units/server/testing.ts'
import { aVenture } from '#modules/ventures/server/testing.ts'
import { type Actor, nobody } from '#platform/server/context.ts'
import { searchPublic } from '#platform/server/public-index/index.ts'
import { asking, person, useApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import {
  addPhoto,
  describePlace,
  findKeptVenture,
  findPhoto,
  getPlace,
  listPhotos,
  listPlacesOfVenture,
  listPublicPlaces,
  removePhoto,
  savePlace,
  showPlace,
  takePhoto,
} from './index.ts'
import { aHomestay } from './testing.ts'

const app = useApp({ now: '2026-06-15T03:00:00Z' })
let tree: SmallTree
let officer: Actor
let foreign: Actor
let host: Actor
let ventureId: string

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

/** A photo as a phone sends it: large, and saying where it was taken. */
async function fromPhone(width = 4000, height = 3000): Promise<Buffer> {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillRect(0, 0, width / 2, height)
  const bytes = await canvas.encode('jpeg')
  const said = Buffer.from('Exif\0\0GPS 23.2447 105.4119')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(said.length + 2)
  return Buffer.concat([
    bytes.subarray(0, 2),
    Buffer.from([0xff, 0xe1]),
    length,
    said,
    bytes.subarray(2),
  ])
}
function formOf(bytes: Buffer | string | undefined, caption = 'Hiên nhà nhìn ra núi') {
  const form = new FormData()
  form.set('id', uuidv7())
  form.set('caption', caption)
  form.set(
    'photo',
    new File(bytes === undefined ? [] : [new Uint8Array(Buffer.from(bytes))], 'a.jpg'),
  )
  return form
}
const take = (actor: Actor, placeId: string, form: FormData) =>
  takePhoto(app, asking(app, actor), placeId, form)
async function stored(sha256: string): Promise<Buffer> {
  const { stream } = await app.files.open(sha256)
  return Buffer.concat(await stream.toArray())
}
const photo = (placeId: string) => ({
  ...{ id: uuidv7(), placeId, caption: 'Bếp lửa', width: 1600, height: 1200 },
  ...{ sha256: 'a'.repeat(64), smallSha256: 'b'.repeat(64) },
})

test('a photo is kept in two sizes without where it was taken, and shown on the page, in lists and in the search', async () => {
  const { placeId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  await run(host, showPlace, { placeId, to: 'public' })
  await take(host, placeId, formOf(await fromPhone()))
  const [shown] = await read(nobody, (ctx) => listPhotos(ctx, placeId))
  expect(shown).toMatchObject({ caption: 'Hiên nhà nhìn ra núi', width: 1600, height: 1200 })
  const id = String(shown?.id)
  const found = await read(nobody, (ctx) => findPhoto(ctx, placeId, id))
  for (const [hash, width] of [
    [found?.sha256, 1600],
    [found?.smallSha256, 640],
  ] as const) {
    const bytes = await stored(String(hash))
    expect(bytes.includes('GPS')).toBe(false)
    expect((await loadImage(bytes)).width).toBe(width)
  }
  const listed = await read(nobody, (ctx) => listPublicPlaces(ctx))
  expect(listed.find((one) => one.id === placeId)?.photoId).toBe(id)
  const picture = async () =>
    (await read(nobody, (ctx) => searchPublic(ctx, { text: 'nha co pa vi' }))).entries.find(
      ({ address }) => address === `/places/${placeId}`,
    )?.picture
  expect(await picture()).toBe(`/places/${placeId}/photos/${id}?size=small`)
  const place = await read(nobody, (ctx) => getPlace(ctx, placeId))
  const photos = await read(nobody, (ctx) => listPhotos(ctx, placeId))
  expect(describePlace(place, [], 'https://x/places/1', photos)).toMatchObject({
    image: [{ contentUrl: `https://x/places/1/photos/${id}`, caption: 'Hiên nhà nhìn ra núi' }],
  })
  await run(officer, removePhoto, { photoId: id })
  expect(await picture()).toBeNull()
  expect(describePlace(place, [], 'https://x/places/1')).not.toHaveProperty('image')
})

test('what is no photo, too large or without words is not kept', async () => {
  const { placeId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const bytes = await fromPhone(80, 60)
  await expect(take(host, placeId, formOf(undefined, ' '))).rejects.toMatchObject({
    faults: [{ path: 'photo' }, { path: 'caption' }],
  })
  await expect(take(host, placeId, formOf(bytes, ''))).rejects.toMatchObject({
    faults: [{ path: 'caption' }],
  })
  await expect(take(host, placeId, formOf('<svg xmlns="x"/>'))).rejects.toMatchObject({
    status: 422,
  })
  await expect(
    take(host, placeId, formOf(Buffer.alloc(10 * 1024 * 1024 + 1))),
  ).rejects.toMatchObject({ code: 'files.too_large' })
  expect(await read(host, (ctx) => listPhotos(ctx, placeId))).toEqual([])
})

test('six at most, however many come at once; a seat that is free is taken again', async () => {
  const { placeId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const all = Array.from({ length: 9 }, () => photo(placeId))
  const came = await Promise.allSettled(
    all.map((one, index) => run(index % 2 ? host : officer, addPhoto, one)),
  )
  expect(came.filter(({ status }) => status === 'fulfilled')).toHaveLength(6)
  for (const one of came)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'tourism.too_many_photos' })
  const photos = await read(nobody, (ctx) => listPhotos(ctx, placeId))
  // Said again it changes nothing, even where there is no room.
  const known = all.find(({ id }) => id === photos[0]?.id)
  await run(host, addPhoto, known)
  await run(host, removePhoto, { photoId: photos[0]?.id })
  const next = photo(placeId)
  await run(host, addPhoto, next)
  const after = await read(nobody, (ctx) => listPhotos(ctx, placeId))
  expect(after.map(({ id }) => id)).toEqual([next.id, ...photos.slice(1).map(({ id }) => id)])
})

test('only who keeps a place adds and removes its photos; hidden with the place, and gone from nobody’s address', async () => {
  const { placeId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const other = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const kept = photo(placeId)
  await run(host, addPhoto, kept)
  for (const actor of [
    foreign,
    nobody,
    person(await aPerson(app.testDatabase, { unitId: tree.branch })),
  ]) {
    await expect(run(actor, addPhoto, photo(placeId))).rejects.toMatchObject({ status: 403 })
    await expect(run(actor, removePhoto, { photoId: kept.id })).rejects.toMatchObject({
      status: 403,
    })
  }
  const look = (actor: Actor, of = placeId) => read(actor, (ctx) => findPhoto(ctx, of, kept.id))
  expect(await look(nobody)).toMatchObject({ sha256: kept.sha256, isPublic: true })
  expect(await look(nobody, other.placeId)).toBeUndefined()
  await run(host, showPlace, { placeId, to: 'hidden' })
  expect(await look(nobody)).toBeUndefined()
  expect(await look(foreign)).toBeUndefined()
  expect(await read(nobody, (ctx) => listPhotos(ctx, placeId))).toEqual([])
  expect(await look(officer)).toMatchObject({ isPublic: false })
  // From whom it is hidden learns nothing of it.
  await expect(run(foreign, removePhoto, { photoId: kept.id })).rejects.toMatchObject({
    status: 404,
  })
})

test('a venture leads to its places and they to it; nobody enters one in another’s name', async () => {
  const { placeId } = await aHomestay(app.testDatabase, { unitId: tree.commune, ventureId })
  const hidden = await aHomestay(app.testDatabase, {
    ...{ unitId: tree.commune, ventureId },
    state: 'hidden',
  })
  const seen = (actor: Actor) => read(actor, (ctx) => listPlacesOfVenture(ctx, ventureId))
  const public_ = await seen(nobody)
  expect(public_.find(({ id }) => id === placeId)).toMatchObject({ isPublic: true, isKept: false })
  expect(public_.some(({ id }) => id === hidden.placeId)).toBe(false)
  expect((await seen(host)).find(({ id }) => id === hidden.placeId)).toMatchObject({
    ...{ isPublic: false, isKept: true },
  })
  expect((await read(host, (ctx) => findKeptVenture(ctx, ventureId)))?.id).toBe(ventureId)
  expect(await read(foreign, (ctx) => findKeptVenture(ctx, ventureId))).toBeUndefined()
  const place = (id: string, unitId: string) => ({
    ...{ id, kind: 'homestay', unitId, ventureId },
    ...{ name: 'Nhà của người khác', summary: 'x' },
  })
  await expect(run(foreign, savePlace, place(uuidv7(), tree.otherCommune))).rejects.toMatchObject({
    status: 403,
  })
  // What its host entered in another commune, the officer there may still mend.
  const id = uuidv7()
  await run(host, savePlace, place(id, tree.otherCommune))
  await run(foreign, savePlace, { ...place(id, tree.otherCommune), name: 'Nhà bên suối' })
  expect((await read(host, (ctx) => getPlace(ctx, id))).name).toBe('Nhà bên suối')
})
