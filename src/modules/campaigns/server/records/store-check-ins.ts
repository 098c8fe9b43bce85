import { sql } from 'kysely'
import { findScannedCards, type ScannedCard } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import {
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'
import type { CheckInBody } from '../../shapes.ts'
import { findRecordingPlaces, type RecordingPlace, whyNotAt } from './activities.ts'

/** A check-in whose person and place are settled. */
interface Arrival {
  record: FieldRecord<CheckInBody>
  personId: string
  unitId: string
}

/**
 * Stores check-ins and answers each. The first that arrives counts; one of a person who is in already
 * is kept as a duplicate of it, with a notice of who, where and when. Four statements for any number,
 * a few more where there are duplicates.
 */
export async function storeCheckIns(
  ctx: Context,
  records: readonly FieldRecord<CheckInBody>[],
): Promise<FieldAnswers> {
  const answers = new Map<string, FieldAnswer>()
  const places = await findRecordingPlaces(
    ctx,
    records.map(({ body }) => body.activityId),
  )
  const cards = await findScannedCards(
    ctx,
    records.flatMap(({ body }) => body.card ?? []),
  )
  const candidates: Arrival[] = []
  for (const record of records) {
    const place = places.get(record.body.activityId)
    const reason = whyNotAt(place, record)
    const who = reason ? undefined : personOf(ctx, record, cards)
    if (reason) answers.set(record.id, refused(reason))
    else if (typeof who === 'object') answers.set(record.id, refused(who.reason))
    else candidates.push({ record, personId: who ?? '', unitId: (place as RecordingPlace).unitId })
  }
  const arrivals = await keepListed(ctx, candidates, answers)
  for (const { record, unitId } of arrivals) answers.set(record.id, { status: 'stored', unitId })
  const rest = await insertFirst(ctx, arrivals)
  if (rest.length > 0) await insertRest(ctx, rest, answers)
  return answers
}

/** Whom a record speaks of, or why that cannot be said. */
function personOf(
  ctx: Context,
  { body, happenedAt }: FieldRecord<CheckInBody>,
  cards: Map<string, ScannedCard>,
): string | { reason: string } {
  if (body.method === 'card') {
    const card = cards.get(body.card ?? '')
    if (!card || (body.personId && body.personId !== card.personId))
      return { reason: 'campaigns.card_invalid' }
    if (card.revokedAt && card.revokedAt <= happenedAt) return { reason: 'campaigns.card_revoked' }
    return card.personId
  }
  const own = ctx.actor.personId ?? ''
  if (body.method === 'roster') return body.personId ?? own
  return body.personId && body.personId !== own ? { reason: 'campaigns.not_oneself' } : own
}

/** Keeps the arrivals of people who exist and, where they were picked from a list, stand on one. */
async function keepListed(
  ctx: Context,
  candidates: Arrival[],
  answers: Map<string, FieldAnswer>,
): Promise<Arrival[]> {
  if (candidates.length === 0) return []
  const { rows } = await sql<{ activityId: string; personId: string; listed: boolean }>`
    select distinct activity_id, person_id, listed
      from campaigns.look_up(${candidates.map(({ record }) => record.body.activityId)}::uuid[],
                             ${candidates.map(({ personId }) => personId)}::uuid[])`.execute(ctx.db)
  const listed = new Map(rows.map((row) => [`${row.activityId} ${row.personId}`, row.listed]))
  return candidates.filter(({ record, personId }) => {
    const found = listed.get(`${record.body.activityId} ${personId}`)
    const reason =
      found === undefined
        ? 'campaigns.unknown_person'
        : record.body.method === 'roster' && !found
          ? 'campaigns.not_on_list'
          : undefined
    if (reason) answers.set(record.id, refused(reason))
    return !reason
  })
}

/** Inserts those who are the first of their person at their activity; returns the others. */
async function insertFirst(ctx: Context, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  const firsts = new Map<string, Arrival>()
  // By time within the batch, and in one order for all batches, so that two never wait for each other in a ring.
  const inOrder = [...arrivals].sort(byPlaceAndPerson)
  for (const arrival of inOrder) {
    const key = `${arrival.record.body.activityId} ${arrival.personId}`
    if (!firsts.has(key)) firsts.set(key, arrival)
  }
  const inserted = await insert(ctx, [...firsts.values()], null)
  return inOrder.filter(({ record }) => !inserted.has(record.id))
}

function byPlaceAndPerson(one: Arrival, other: Arrival): number {
  const key = ({ record, personId }: Arrival) =>
    `${record.body.activityId} ${personId} ${record.happenedAt.toISOString()} ${record.id}`
  return key(one) < key(other) ? -1 : 1
}

interface Counting {
  id: string
  activityId: string
  personId: string
}

/**
 * Stores what met an earlier check-in of the same person. The counting one is held fast meanwhile, so
 * that it is not undone between the look and the write; where it was, the next takes its place.
 */
async function insertRest(
  ctx: Context,
  rest: readonly Arrival[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  const known = await alreadyHere(ctx, rest)
  let open = rest.filter(({ record }) => {
    const answer = known.get(record.id)
    if (answer) answers.set(record.id, answer)
    return !answer
  })
  const firstOf = new Map<string, string>()
  for (let round = 0; open.length > 0; round++) {
    if (round === 5) throw new Error('Check-ins find neither a first one nor a place to be it')
    const counting = await findCounting(ctx, open)
    const originals = new Map(counting.map((it) => [`${it.activityId} ${it.personId}`, it.id]))
    const keyOf = ({ record, personId }: Arrival) => `${record.body.activityId} ${personId}`
    const doubles = open.filter((arrival) => originals.has(keyOf(arrival)))
    const kept = await insert(ctx, doubles, (arrival) => originals.get(keyOf(arrival)) ?? null)
    for (const arrival of doubles) {
      const { id } = arrival.record
      if (kept.has(id)) firstOf.set(id, originals.get(keyOf(arrival)) ?? '')
      else answers.set(id, refused('sync.changed_after_storing'))
    }
    open = await insertFirst(
      ctx,
      open.filter((arrival) => !originals.has(keyOf(arrival))),
    )
  }
  await addNotices(ctx, rest, firstOf, answers)
}

/** Records whose id is taken: the same one by another way (the office, another phone), or another one. */
async function alreadyHere(
  ctx: Context,
  arrivals: readonly Arrival[],
): Promise<Map<string, FieldAnswer>> {
  const rows = await ctx.db
    .selectFrom('campaigns.checkIn')
    .select(['id', 'activityId', 'personId'])
    .where(
      'id',
      'in',
      arrivals.map(({ record }) => record.id),
    )
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return new Map(
    arrivals.flatMap(({ record, personId }): [string, FieldAnswer][] => {
      const row = found.get(record.id)
      if (!row) return []
      const same = row.activityId === record.body.activityId && row.personId === personId
      return [[record.id, same ? { status: 'known' } : refused('sync.changed_after_storing')]]
    }),
  )
}

async function findCounting(ctx: Context, arrivals: readonly Arrival[]): Promise<Counting[]> {
  const { rows } = await sql<Counting>`
    select c.id, c.activity_id, c.person_id from campaigns.check_in c
     where (c.activity_id, c.person_id) in (
             select * from unnest(${arrivals.map(({ record }) => record.body.activityId)}::uuid[],
                                  ${arrivals.map(({ personId }) => personId)}::uuid[]))
       and c.duplicate_of is null and c.undone_at is null
     order by c.activity_id, c.person_id
       for share`.execute(ctx.db)
  return rows
}

/** Inserts arrivals in one statement; returns the ids of those that found their place free. */
async function insert(
  ctx: Context,
  arrivals: readonly Arrival[],
  duplicateOf: ((arrival: Arrival) => string | null) | null,
): Promise<Set<string>> {
  if (arrivals.length === 0) return new Set()
  const column = <T>(pick: (arrival: Arrival) => T) => arrivals.map(pick)
  const { rows } = await sql<{ id: string }>`
    insert into campaigns.check_in (id, activity_id, unit_id, person_id, method, happened_at, happened_on,
                                    duplicate_of, recorded_by, device_id, device_seq)
    select r.id, r.activity_id, r.unit_id, r.person_id, r.method, r.happened_at, r.happened_on,
           r.duplicate_of, ${ctx.actor.personId ?? null}::uuid, r.device_id, r.device_seq
      from unnest(${column(({ record }) => record.id)}::uuid[], ${column(({ record }) => record.body.activityId)}::uuid[],
                  ${column(({ unitId }) => unitId)}::uuid[], ${column(({ personId }) => personId)}::uuid[],
                  ${column(({ record }) => record.body.method)}::text[],
                  ${column(({ record }) => record.happenedAt.toISOString())}::timestamptz[],
                  ${column(({ record }) => record.happenedOn)}::date[],
                  ${column((arrival) => duplicateOf?.(arrival) ?? null)}::uuid[],
                  ${column(({ record }) => record.deviceId)}::uuid[], ${column(({ record }) => record.seq)}::bigint[])
        as r (id, activity_id, unit_id, person_id, method, happened_at, happened_on, duplicate_of, device_id, device_seq)
    on conflict do nothing
    returning id`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

interface Admission {
  id: string
  personName: string
  recorderName: string | null
  happenedAt: Date
  activityName: string
  place: string | null
}

/** Tells of each duplicate who was admitted, where, by whom and when (what pretix does after its sync). */
async function addNotices(
  ctx: Context,
  rest: readonly Arrival[],
  firstOf: Map<string, string>,
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  if (firstOf.size === 0) return
  const { rows } = await sql<Admission>`
    select * from campaigns.admissions(${[...new Set(firstOf.values())]}::uuid[])`.execute(ctx.db)
  const admissions = new Map(rows.map((row) => [row.id, row]))
  for (const { record, unitId } of rest) {
    const first = admissions.get(firstOf.get(record.id) ?? '')
    if (!first) continue
    answers.set(record.id, {
      status: 'stored',
      unitId,
      notice: {
        code: 'campaigns.checked_in_before',
        person: first.personName,
        by: first.recorderName,
        at: first.happenedAt.toISOString(),
        activity: first.activityName,
        place: first.place,
      },
    })
  }
}
