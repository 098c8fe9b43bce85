import { sql } from 'kysely'
import { findRecordingPlaces, whyNotAt } from '#modules/campaigns/server/index.ts'
import { addDays, dayOf } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import {
  type FieldAnswer,
  type FieldAnswers,
  type FieldRecord,
  refused,
} from '#platform/server/sync/handler.ts'
import { consentTextVersions, daysToCallBack } from '../../consent.ts'
import type { AssistBody, Callback } from '../../shapes.ts'
import { lookUpCodes, whyNotInCatalogue } from './catalogue.ts'

interface Help {
  record: FieldRecord<AssistBody>
  unitId: string
}

/** Stores assists and answers each: three statements for any number, more where somebody is called back. */
export async function storeAssists(
  ctx: Context,
  records: readonly FieldRecord<AssistBody>[],
): Promise<FieldAnswers> {
  const answers = new Map<string, FieldAnswer>()
  const places = await findRecordingPlaces(
    ctx,
    records.map(({ body }) => body.activityId),
  )
  const known = await lookUpCodes(
    ctx,
    records.map(({ body }) => body.service),
    records.flatMap(({ body }) => body.procedure ?? []),
  )
  const helps: Help[] = []
  for (const record of records) {
    const place = places.get(record.body.activityId)
    const reason =
      whyNotAt(place, record) ??
      whyNotInCatalogue(known, record.body, record.happenedOn) ??
      (record.body.callback ? whyNoConsent(record.body.callback, record) : undefined)
    if (reason || !place) answers.set(record.id, refused(reason ?? 'campaigns.unknown_activity'))
    else helps.push({ record, unitId: place.unitId })
  }
  if (helps.length === 0) return answers
  const inserted = await insert(ctx, helps)
  const taken = helps.filter(({ record }) => !inserted.has(record.id))
  for (const { record, unitId } of helps) answers.set(record.id, { status: 'stored', unitId })
  if (taken.length > 0) await answerTaken(ctx, taken, answers)
  await insertCallbacks(
    ctx,
    helps.filter(({ record }) => inserted.has(record.id) && record.body.callback),
  )
  return answers
}

/** Consent must name a text that we have, and must not come from the future. */
function whyNoConsent(callback: Callback, { happenedAt }: FieldRecord): string | undefined {
  const isOurs = (consentTextVersions as readonly string[]).includes(callback.consentTextVersion)
  if (!isOurs) return 'assists.unknown_consent_text'
  const tenMinutes = 600_000
  return Date.parse(callback.consentedAt) > happenedAt.getTime() + tenMinutes
    ? 'assists.consent_after_record'
    : undefined
}

async function insert(ctx: Context, helps: readonly Help[]): Promise<Set<string>> {
  const rowsToStore = helps.map(({ record, unitId }) => ({
    id: record.id,
    activity_id: record.body.activityId,
    unit_id: unitId,
    service: record.body.service,
    procedure: record.body.procedure,
    outcome: record.body.outcome,
    people: record.body.people,
    happened_at: record.happenedAt,
    happened_on: record.happenedOn,
    device_id: record.deviceId,
    device_seq: record.seq,
  }))
  // One value instead of eleven arrays: read faster on both sides.
  const { rows } = await sql<{ id: string }>`
    insert into assists.assist (id, activity_id, unit_id, service, procedure, outcome, people, happened_at,
                                happened_on, device_id, device_seq, recorded_by)
    select r.*, ${ctx.actor.personId ?? null}::uuid
      from json_to_recordset(${JSON.stringify(rowsToStore)}::json)
        as r (id uuid, activity_id uuid, unit_id uuid, service text, procedure text, outcome text, people int,
              happened_at timestamptz, happened_on date, device_id uuid, device_seq bigint)
    on conflict (id) do nothing
    returning id`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** An id that is taken is the same record come by another way, or the id of another one. */
async function answerTaken(
  ctx: Context,
  taken: readonly Help[],
  answers: Map<string, FieldAnswer>,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('assists.assist')
    .select(['id', 'activityId', 'service', 'outcome', 'people'])
    .where(
      'id',
      'in',
      taken.map(({ record }) => record.id),
    )
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const { record } of taken) {
    const row = found.get(record.id)
    const { body } = record
    const same =
      row?.activityId === body.activityId &&
      row.service === body.service &&
      row.outcome === body.outcome &&
      row.people === body.people
    answers.set(record.id, same ? { status: 'known' } : refused('sync.changed_after_storing'))
  }
}

async function insertCallbacks(ctx: Context, helps: readonly Help[]): Promise<void> {
  if (helps.length === 0) return
  await ctx.db
    .insertInto('assists.callback')
    .values(
      helps.map(({ record, unitId }) => {
        const callback = record.body.callback as Callback
        return {
          assistId: record.id,
          unitId,
          nameSealed: ctx.sealer.seal(callback.name),
          phoneSealed: ctx.sealer.seal(callback.phone),
          purpose: callback.purpose,
          consentTextVersion: callback.consentTextVersion,
          consentMethod: callback.consentMethod,
          consentedAt: callback.consentedAt,
          recordedBy: ctx.actor.personId ?? '',
          deleteAfter: addDays(dayOf(new Date(callback.consentedAt)), daysToCallBack),
        }
      }),
    )
    .execute()
}
