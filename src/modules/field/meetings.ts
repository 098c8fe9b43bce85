import type {
  MeetingEvent,
  MeetingEventBody,
  MeetingPlan,
  MeetingsPack,
} from '#modules/meetings/index.ts'
import { isSharedPhone } from '#platform/browser/device/people.ts'
import { counts, type NewRecord, type OutboxRecord } from '#platform/browser/outbox/record.ts'
import type { OutboxStore } from '#platform/browser/outbox/store.ts'
import { dayOf } from '#platform/days.ts'
import { meetingKind } from './records.ts'

/** All records of meetings have one topic, so that one look finds those that began here too. */
export const meetingTopic = 'meetings'

export const meetingRecord = (body: MeetingEventBody): NewRecord => ({
  kind: meetingKind,
  body,
  topic: meetingTopic,
  amount: 0,
})

export const bodyOf = (record: OutboxRecord): MeetingEventBody => record.body as MeetingEventBody

/** A meeting as this phone knows it: what the server sent, and what was written down here. */
export interface PhoneMeeting {
  readonly plan: MeetingPlan
  readonly events: MeetingEvent[]
  readonly mayRun: boolean
  readonly isFrozen: boolean
  readonly papers: MeetingsPack['meetings'][number]['papers']
  /** Begun here, without having been planned. */
  readonly isAdHoc: boolean
  /** How many of its events have not gone up. */
  readonly waiting: number
}

const eventOf = (record: OutboxRecord): MeetingEvent => ({
  id: record.id,
  happenedAt: record.happenedAt,
  deviceId: record.deviceId,
  seq: record.seq,
  body: bodyOf(record),
})

/** The meetings of the pack and those begun here, the nearest to today first. */
export function meetingsOn(pack: MeetingsPack, records: readonly OutboxRecord[]): PhoneMeeting[] {
  const own = records.filter((record) => record.kind === meetingKind && counts(record))
  const waits = ({ state }: OutboxRecord) => state === 'waiting' || state === 'sending'
  const of = (meetingId: string) =>
    own.filter((record) => {
      const body = bodyOf(record)
      return body.type === 'started' ? record.id === meetingId : body.meetingId === meetingId
    })
  const planned = pack.meetings.map(
    ({ events, papers, mayRun, isFrozen, state: _, ...plan }): PhoneMeeting => ({
      plan: { ...plan, parentName: null, rules: pack.rules },
      events: [...events, ...of(plan.id).map(eventOf)],
      papers,
      mayRun,
      isFrozen,
      isAdHoc: false,
      waiting: of(plan.id).filter(waits).length,
    }),
  )
  const begun = own.flatMap((record): PhoneMeeting[] => {
    const body = bodyOf(record)
    if (body.type !== 'started' || planned.some(({ plan }) => plan.id === record.id)) return []
    const unit = pack.units.find(({ unitId }) => unitId === body.unitId)
    return [
      {
        plan: {
          id: record.id,
          unitId: body.unitId,
          unitName: unit?.unitName ?? '',
          parentName: null,
          kind: body.kind,
          title: body.title,
          heldOn: dayOf(new Date(record.happenedAt)),
          startsAt: record.happenedAt,
          place: body.place ?? null,
          mode: 'in_person',
          chairId: null,
          secretaryId: null,
          agenda: body.agenda,
          roster: unit?.roster ?? [],
          rules: pack.rules,
        },
        events: of(record.id).map(eventOf),
        papers: [],
        mayRun: true,
        isFrozen: false,
        isAdHoc: true,
        waiting: of(record.id).filter(waits).length,
      },
    ]
  })
  const far = ({ plan }: PhoneMeeting) => Math.abs(Date.parse(plan.startsAt) - Date.now())
  return [...begun, ...planned].sort((one, other) => far(one) - far(other))
}

const packName = 'meetings'
const paperName = (id: string) => `paper:${id}`

interface KeptPaper {
  bytes: ArrayBuffer
  mediaType: string
  validUntil: string
}

/** The meetings as they were last fetched; gone once they are no longer valid, lists and papers with them. */
export async function findMeetings(store: OutboxStore): Promise<MeetingsPack | undefined> {
  const pack = (await store.get('packs', packName)) as MeetingsPack | undefined
  if (!pack || Date.now() <= Date.parse(pack.validUntil)) return pack
  await dropMeetings(store)
  return undefined
}

export async function dropMeetings(store: OutboxStore): Promise<void> {
  for (const key of await store.getAllKeys('packs'))
    if (key === packName || key.startsWith('paper:')) await store.delete('packs', key)
}

/** Fetches the meetings anew and the papers that are not here; believes only what has a pack's form. */
export async function fetchMeetings(store: OutboxStore): Promise<MeetingsPack | undefined> {
  const response = await fetch('/api/meetings-pack', {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(45_000),
  }).catch(() => undefined)
  const pack = response?.ok
    ? ((await response.json().catch(() => undefined)) as MeetingsPack | undefined)
    : undefined
  if (!Array.isArray(pack?.meetings) || !Array.isArray(pack.units)) return undefined
  await store.put('packs', pack, packName)
  await keepPapers(store, pack)
  return pack
}

/** Puts the papers on the phone; what is confidential never on one that several people use. */
async function keepPapers(store: OutboxStore, pack: MeetingsPack): Promise<void> {
  const isShared = await isSharedPhone()
  const wanted = pack.meetings.flatMap(({ id, papers }) =>
    papers
      .filter(({ isConfidential }) => !(isConfidential && isShared))
      .map((paper) => ({ paper, href: `/meetings/${id}/papers/${paper.id}` })),
  )
  const names = new Set(wanted.map(({ paper }) => paperName(paper.id)))
  const here = new Set((await store.getAllKeys('packs')).filter((key) => key.startsWith('paper:')))
  for (const key of here) if (!names.has(key)) await store.delete('packs', key)
  for (const { paper, href } of wanted) {
    if (here.has(paperName(paper.id))) continue
    const response = await fetch(href, { redirect: 'manual' }).catch(() => undefined)
    const mediaType = response?.headers.get('content-type') ?? ''
    // A café's sign-in page is no paper.
    if (!response?.ok || mediaType.startsWith('text/html')) continue
    const kept: KeptPaper = {
      bytes: await response.arrayBuffer(),
      mediaType,
      validUntil: pack.validUntil,
    }
    await store.put('packs', kept, paperName(paper.id))
  }
}

/** Which papers lie on this phone. */
export async function listKeptPapers(store: OutboxStore): Promise<Set<string>> {
  const keys = await store.getAllKeys('packs')
  return new Set(keys.filter((key) => key.startsWith('paper:')).map((key) => key.slice(6)))
}

/** An address at which the browser opens a paper that lies here. The caller lets go of it. */
export async function openKeptPaper(store: OutboxStore, id: string): Promise<string | undefined> {
  const kept = (await store.get('packs', paperName(id))) as KeptPaper | undefined
  return kept && URL.createObjectURL(new Blob([kept.bytes], { type: kept.mediaType }))
}
