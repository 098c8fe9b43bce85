import { sql } from 'kysely'
import { digestOf } from '#modules/requests/server/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { BookingState, PlaceKind, PriceUnit } from '../kinds.ts'

export interface PlaceRow {
  id: string
  kind: PlaceKind
  name: string
  summary: string
  village: string | null
  commune: string | null
  unitId: string
  latitude: number | null
  longitude: number | null
  months: number[]
  languages: string[]
  startsOn: IsoDay | null
  endsOn: IsoDay | null
  price: number | null
  priceUnit: PriceUnit | null
  state: 'draft' | 'public' | 'hidden'
  photoId: string | null
}

export interface Place extends PlaceRow {
  ventureId: string | null
  story: string | null
  phone: string | null
  bankBin: string | null
  bankAccount: string | null
  hasFeed: boolean
  publishedAt: Date | null
}

export interface Room {
  id: string
  name: string
  sleeps: number
  price: number
}

// Names of communes as strangers may read them, who may not read units themselves.
const columns = sql`
  p.id, p.kind, p.name, p.summary, p.village, regexp_replace(v.name, '^Đoàn ', '') as commune, p.unit_id, p.latitude::float, p.longitude::float, p.months,
  p.languages, p.starts_on, p.ends_on, p.price, p.price_unit, p.state,
  (select f.id from tourism.photo f where f.place_id = p.id order by f.seat limit 1) as photo_id
  from tourism.place p
  left join ideas.public_units(null) v on v.unit_id = p.unit_id`

/** What everybody may visit: of a kind, good in a month; festivals by their day, at most 300. One statement. */
export async function listPublicPlaces(
  ctx: Context,
  asked: { kind?: PlaceKind | undefined; month?: number | undefined } = {},
): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${columns}
    where p.state = 'public' and (p.ends_on is null or p.ends_on >= ${ctx.today}::date)
      and (${asked.kind ?? null}::text is null or p.kind = ${asked.kind ?? null})
      and (${asked.month ?? null}::int is null or cardinality(p.months) = 0 or ${asked.month ?? null}::int = any (p.months))
    order by p.kind = 'festival', p.starts_on, p.name collate "vi-x-icu", p.id limit 300`.execute(
    ctx.db,
  )
  return rows
}

/** The places that the actor keeps, whatever their state; at most 300. */
export async function listKeptPlaces(ctx: Context): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`select ${columns}
    where p.unit_id in (select access.reachable('ventures.write')) or p.venture_id in (select ventures.managed())
    order by p.name collate "vi-x-icu", p.id limit 300`.execute(ctx.db)
  return rows
}

/** A place as far as the actor may see it: public, or theirs. Throws NotFound. */
export async function getPlace(ctx: Context, placeId: string): Promise<Place> {
  const { rows } = await sql<Place>`
    select p.venture_id, p.story, p.phone, p.bank_bin, p.bank_account, p.feed_digest is not null as has_feed, p.published_at, ${columns}
     where p.id = ${placeId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('tourism.not_found')
  return rows[0]
}

export async function listRooms(ctx: Context, placeId: string): Promise<Room[]> {
  const { rows } = await sql<Room>`
    select id, name, sleeps, price from tourism.room where place_id = ${placeId}::uuid and ended_on is null
     order by price, name, id limit 100`.execute(ctx.db)
  return rows
}

/** Nights on which each room is taken, from a day on; nobody learns who sleeps there. */
export async function listTakenNights(
  ctx: Context,
  placeId: string,
  from: IsoDay,
  days: number,
): Promise<Map<string, Set<IsoDay>>> {
  const { rows } = await sql<{ roomId: string; arrivesOn: IsoDay; leavesOn: IsoDay }>`
    select room_id, arrives_on, leaves_on from tourism.taken(${placeId}::uuid, ${from}::date, ${addDays(from, days)}::date)`.execute(
    ctx.db,
  )
  const taken = new Map<string, Set<IsoDay>>()
  for (const { roomId, arrivesOn, leavesOn } of rows) {
    const nights = taken.get(roomId) ?? new Set()
    for (let day = arrivesOn; day < leavesOn; day = addDays(day, 1)) nights.add(day)
    taken.set(roomId, nights)
  }
  return taken
}

export interface Photo {
  id: string
  caption: string
  width: number
  height: number
}

/** The photos of a place that the actor may see, the one for lists first. */
export async function listPhotos(ctx: Context, placeId: string): Promise<Photo[]> {
  const { rows } = await sql<Photo>`
    select id, caption, width, height from tourism.photo where place_id = ${placeId}::uuid order by seat`.execute(
    ctx.db,
  )
  return rows
}

/** What the file store keeps a photo under, and whether everybody may see it; nothing where the actor may not. */
export async function findPhoto(
  ctx: Context,
  placeId: string,
  photoId: string,
): Promise<{ sha256: string; smallSha256: string; isPublic: boolean } | undefined> {
  const { rows } = await sql<{ sha256: string; smallSha256: string; isPublic: boolean }>`
    select f.sha256, f.small_sha256, p.state = 'public' as is_public from tourism.photo f join tourism.place p on p.id = f.place_id
     where f.id = ${photoId}::uuid and p.id = ${placeId}::uuid`.execute(ctx.db)
  return rows[0]
}

export interface PlaceOfVenture {
  id: string
  name: string
  kind: PlaceKind
  isPublic: boolean
  /** Whether the actor keeps it. */
  isKept: boolean
}

/** The places of a venture as far as the actor may see them, by name; at most 50. */
export async function listPlacesOfVenture(
  ctx: Context,
  ventureId: string,
): Promise<PlaceOfVenture[]> {
  const { rows } = await sql<PlaceOfVenture>`
    select id, name, kind, state = 'public' as is_public, tourism.keeps(unit_id, venture_id) as is_kept
      from tourism.place where venture_id = ${ventureId}::uuid order by name collate "vi-x-icu", id limit 50`.execute(
    ctx.db,
  )
  return rows
}

/** The venture whose a place is, where the actor reads it in the register. */
export async function findKeptVenture(
  ctx: Context,
  ventureId: string | null,
): Promise<{ id: string; name: string } | undefined> {
  if (!ventureId) return undefined
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ventures.venture where id = ${ventureId}::uuid`.execute(ctx.db)
  return rows[0]
}

export interface HostBooking {
  id: string
  placeName: string
  roomName: string
  arrivesOn: IsoDay
  leavesOn: IsoDay
  guests: number
  name: string | null
  phone: string | null
  wish: string | null
  price: number
  code: string
  state: BookingState
}

/** What guests asked for at the places that the actor keeps, what waits first; at most 200. One statement. */
export async function listBookings(ctx: Context): Promise<HostBooking[]> {
  const { rows } = await sql<
    Omit<HostBooking, 'name' | 'phone'> & { nameSealed: Buffer | null; phoneSealed: Buffer | null }
  >`select b.id, p.name as place_name, r.name as room_name, b.arrives_on, b.leaves_on, b.guests, b.name_sealed, b.phone_sealed,
           b.wish, b.price, b.code, b.state
      from tourism.booking b join tourism.place p on p.id = b.place_id join tourism.room r on r.id = b.room_id
     where b.kind = 'guest' and (b.state = 'asked' or b.leaves_on >= ${ctx.today}::date)
     order by b.state <> 'asked', b.arrives_on, b.id limit 200`.execute(ctx.db)
  return rows.map(({ nameSealed, phoneSealed, ...row }) => ({
    ...row,
    name: nameSealed && ctx.sealer.unseal(nameSealed),
    phone: phoneSealed && ctx.sealer.unseal(phoneSealed),
  }))
}

export interface GuestBooking {
  id: string
  state: BookingState
  answer: string | null
  arrivesOn: IsoDay
  leavesOn: IsoDay
  guests: number
  price: number
  code: string
  placeId: string
  placeName: string
  roomName: string
  phone: string | null
  bankBin: string | null
  bankAccount: string | null
}

/** A booking for whoever holds its link. Throws NotFound. */
export async function getGuestBooking(ctx: Context, link: string): Promise<GuestBooking> {
  const { rows } = await sql<GuestBooking>`
    select id, state, answer, arrives_on, leaves_on, guests, price, code, place_id, place_name, room_name, phone, bank_bin, bank_account
      from tourism.by_link(${digestOf(link)})`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('tourism.no_booking')
  return rows[0]
}

export interface FeedBooking {
  id: string
  roomName: string
  kind: 'guest' | 'closed'
  state: BookingState
  arrivesOn: IsoDay
  leavesOn: IsoDay
  guests: number
  code: string
}

/** The bookings of a place for its host's calendar, by the calendar's address; no guest is named. Throws NotFound. */
export async function readFeed(
  ctx: Context,
  link: string,
): Promise<{ placeName: string; bookings: FeedBooking[] }> {
  const digest = digestOf(link)
  const { rows: places } = await sql<{ placeName: string | null }>`
    select tourism.has_feed(${digest}) as place_name`.execute(ctx.db)
  const placeName = places[0]?.placeName
  if (!placeName) throw new NotFound('tourism.not_found')
  const { rows } = await sql<FeedBooking>`
    select id, room_name, kind, state, arrives_on, leaves_on, guests, code from tourism.feed(${digest})`.execute(
    ctx.db,
  )
  return { placeName, bookings: rows }
}

/** The registered ventures that the actor manages, by name: whose a place may be. */
export async function listOwnVentures(
  ctx: Context,
): Promise<{ id: string; name: string; unitId: string }[]> {
  const { rows } = await sql<{ id: string; name: string; unitId: string }>`
    select id, name, unit_id from ventures.venture where id in (select ventures.managed()) and state = 'registered' order by name, id`.execute(
    ctx.db,
  )
  return rows
}
