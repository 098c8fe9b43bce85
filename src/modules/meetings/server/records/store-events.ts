import { sql } from 'kysely'
import { findScannedCards, type ScannedCard } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import {
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'
import type { BodyOf, MeetingEventBody } from '../../events.ts'
import { beginMeetings, type Started } from './begin-meetings.ts'
import { findPlaces, type MeetingPlace } from './places.ts'

type EventRecord = FieldRecord<MeetingEventBody>
type Later = FieldRecord<Exclude<MeetingEventBody, { type: 'started' }>>

/** An event whose meeting is here and open to it. */
interface Sound {
  readonly record: Later
  readonly place: MeetingPlace
}

/**
 * Stores what happened in meetings and answers each event by itself, from a phone's outbox and from the
 * meeting's page alike. Whether an event fits those before it is not asked: they come in any order. What
 * speaks of a meeting that has not come waits for it. A fixed number of statements for any number.
 */
export async function storeEvents(
  ctx: Context,
  records: readonly EventRecord[],
): Promise<FieldAnswers> {
  const isStarted = (record: EventRecord): record is Started => record.body.type === 'started'
  const started = records.filter(isStarted)
  const answers = await beginMeetings(ctx, started)
  const rest = records.filter((record) => !isStarted(record)) as Later[]
  const places = await findPlaces(ctx, [
    ...rest.map(({ body }) => body.meetingId),
    ...started.map(({ id }) => id),
  ])
  const cards = await findScannedCards(
    ctx,
    rest.flatMap(({ body }) => (body.type === 'attended' && body.card ? [body.card] : [])),
  )
  const sound: Sound[] = []
  for (const record of rest) {
    const place = places.get(record.body.meetingId)
    if (!place) {
      answers.set(record.id, { status: 'waits', for: record.body.meetingId })
      continue
    }
    const reason = whyNot(ctx, place, record, cards)
    if (reason) answers.set(record.id, refused(reason))
    else sound.push({ record, place })
  }
  await insertAll(ctx, sound, answers)
  await insertAll(
    ctx,
    started.flatMap((record) => {
      const place = places.get(record.id)
      return place && answers.get(record.id)?.status === 'stored'
        ? [{ record: record as unknown as Later, place }]
        : []
    }),
    answers,
  )
  return answers
}

/** Whom an event is about, where it is about one person. */
const subjectOf = (body: MeetingEventBody): string | null =>
  body.type === 'attended' || body.type === 'left' || body.type === 'excused' ? body.personId : null

function whyNot(
  ctx: Context,
  place: MeetingPlace,
  record: Later,
  cards: Map<string, ScannedCard>,
): string | undefined {
  const { body } = record
  if (place.state === 'cancelled') return 'meetings.cancelled'
  if (place.frozenAt) return 'meetings.minutes_frozen'
  if (!place.mayRun && !isOwn(ctx, body)) return 'forbidden'
  const subject = subjectOf(body)
  if (subject && !place.entitled.has(subject)) return 'meetings.not_on_roster'
  if (body.type === 'opened') {
    const leads = [body.chairId, body.secretaryId]
    if (leads.some((id) => !place.entitled.has(id))) return 'meetings.not_on_roster'
  }
  if (body.type === 'opinion' && body.personId && !place.entitled.has(body.personId))
    return 'meetings.not_on_roster'
  if (body.type === 'assigned' && !place.entitled.has(body.ownerId)) return 'meetings.not_on_roster'
  return body.type === 'attended' && body.method === 'card'
    ? cardFault(body, record, cards)
    : undefined
}

/** What everybody who is entitled may say of themselves. */
const isOwn = (ctx: Context, body: MeetingEventBody): boolean =>
  subjectOf(body) === (ctx.actor.personId ?? '') &&
  (body.type === 'excused' ||
    (body.type === 'attended' && (body.method === 'code' || body.method === 'online')))

function cardFault(
  body: BodyOf<'attended'>,
  { happenedAt }: Later,
  cards: Map<string, ScannedCard>,
): string | undefined {
  const card = cards.get(body.card ?? '')
  if (!card || card.personId !== body.personId) return 'meetings.card_invalid'
  return card.revokedAt && card.revokedAt <= happenedAt ? 'meetings.card_revoked' : undefined
}

/** What is kept of an event: a card's text has said whose it is and is not needed any more. */
function keptBody(body: MeetingEventBody): MeetingEventBody {
  if (body.type !== 'attended') return body
  const { card: _, ...kept } = body
  return kept
}

async function insertAll(
  ctx: Context,
  sound: readonly Sound[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  if (sound.length === 0) return
  const column = <T>(pick: (one: Sound) => T) => sound.map(pick)
  const { rows } = await sql<{ id: string }>`
    insert into meetings.event (id, meeting_id, unit_id, type, subject_id, body, happened_at, device_id, device_seq,
                                recorded_by)
    select r.id, r.meeting_id, r.unit_id, r.type, r.subject_id, r.body, r.happened_at, r.device_id, r.device_seq,
           ${ctx.actor.personId ?? null}::uuid
      from unnest(${column(({ record }) => record.id)}::uuid[], ${column(({ place }) => place.id)}::uuid[],
                  ${column(({ place }) => place.unitId)}::uuid[], ${column(({ record }) => record.body.type)}::text[],
                  ${column(({ record }) => subjectOf(record.body))}::uuid[],
                  ${column(({ record }) => JSON.stringify(keptBody(record.body)))}::jsonb[],
                  ${column(({ record }) => record.happenedAt.toISOString())}::timestamptz[],
                  ${column(({ record }) => record.deviceId)}::uuid[], ${column(({ record }) => record.seq)}::bigint[])
        as r (id, meeting_id, unit_id, type, subject_id, body, happened_at, device_id, device_seq)
    on conflict (id) do nothing
    returning id`.execute(ctx.db)
  const added = new Set(rows.map(({ id }) => id))
  const fresh = sound.filter(({ record }) => added.has(record.id))
  for (const { record, place } of fresh)
    answers.set(record.id, { status: 'stored', unitId: place.unitId })
  await answerKnown(
    ctx,
    sound.filter(({ record }) => !added.has(record.id)),
    answers,
  )
  await writeRosters(ctx, fresh, answers)
  await standAsHappened(ctx, fresh)
}

/** An id that is taken: the same event by another way, or another one. */
async function answerKnown(
  ctx: Context,
  rest: readonly Sound[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  if (rest.length === 0) return
  const { rows } = await sql<{ id: string; same: boolean }>`
    select e.id, e.body = w.body and e.meeting_id = w.meeting_id as same
      from unnest(${rest.map(({ record }) => record.id)}::uuid[], ${rest.map(({ place }) => place.id)}::uuid[],
                  ${rest.map(({ record }) => JSON.stringify(keptBody(record.body)))}::jsonb[]) w (id, meeting_id, body)
      join meetings.event e on e.id = w.id`.execute(ctx.db)
  const same = new Set(rows.filter((row) => row.same).map(({ id }) => id))
  for (const { record } of rest)
    answers.set(
      record.id,
      same.has(record.id) ? { status: 'known' } : refused('sync.changed_after_storing'),
    )
}

/**
 * Writes down who was entitled when a meeting was opened: of the list that the opening names, those whom
 * the register has on that day. Of two openings both lists are kept; the earlier one stands.
 */
async function writeRosters(
  ctx: Context,
  fresh: readonly Sound[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  const openings = fresh.flatMap(({ record, place }) =>
    record.body.type === 'opened' ? [{ id: record.id, place, body: record.body }] : [],
  )
  if (openings.length === 0) return
  const listed = openings.flatMap(({ place, body }) =>
    body.roster.map((personId) => ({ meetingId: place.id, personId })),
  )
  await sql`
    insert into meetings.roster (meeting_id, unit_id, person_id, name, role, residence_status)
    select distinct on (m.id, e.person_id) m.id, m.unit_id, e.person_id, e.name, e.role, e.residence_status
      from meetings.meeting m
     cross join lateral meetings.entitled(m.unit_id, m.kind, m.held_on) e
      join unnest(${listed.map(({ meetingId }) => meetingId)}::uuid[], ${listed.map(({ personId }) => personId)}::uuid[])
           w (meeting_id, person_id) on w.meeting_id = m.id and w.person_id = e.person_id
    on conflict do nothing`.execute(ctx.db)
  for (const { id, place, body } of openings) {
    await ctx.db
      .updateTable('meetings.meeting')
      .set({ rosterEventId: sql`coalesce(roster_event_id, ${id}::uuid)` })
      .where('id', '=', place.id)
      .execute()
    const strangers = body.roster.filter((personId) => !place.entitled.has(personId)).length
    if (strangers > 0)
      answers.set(id, {
        status: 'stored',
        unitId: place.unitId,
        notice: { code: 'meetings.roster_differs', count: strangers },
      })
  }
}

/** A meeting is open or closed because its events say so, retracted ones apart. */
async function standAsHappened(ctx: Context, fresh: readonly Sound[]): Promise<void> {
  const moved = fresh.filter(({ record }) =>
    ['opened', 'closed', 'retracted'].includes(record.body.type),
  )
  if (moved.length === 0) return
  const ids = [...new Set(moved.map(({ place }) => place.id))].sort()
  await sql`
    with standing as (
      select e.meeting_id, bool_or(e.type = 'closed') as is_closed, bool_or(e.type = 'opened') as is_opened
        from meetings.event e
       where e.meeting_id = any (${ids}::uuid[]) and e.type in ('opened', 'closed')
         and not exists (select from meetings.event r where r.meeting_id = e.meeting_id and r.type = 'retracted'
                            and r.body ->> 'eventId' = e.id::text)
       group by e.meeting_id)
    update meetings.meeting m
       set state = case when s.is_closed then 'closed' when s.is_opened then 'open' else 'planned' end
      from (select w.id, coalesce(s.is_closed, false) as is_closed, coalesce(s.is_opened, false) as is_opened
              from unnest(${ids}::uuid[]) w (id) left join standing s on s.meeting_id = w.id) s
     where m.id = s.id and m.state <> 'cancelled'`.execute(ctx.db)
}
