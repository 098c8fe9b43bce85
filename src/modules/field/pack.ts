import type { OutboxStore } from '#platform/browser/outbox/store.ts'
import type { IsoDay } from '#platform/days.ts'

/** Everything that a phone needs to work without a network, as `GET /api/field-pack` sends it. */
export interface FieldPack {
  version: string
  issuedAt: string
  validUntil: string
  person: { id: string; name: string }
  activities: FieldActivity[]
  services: FieldService[]
  procedures: { code: string; name: string }[]
  cardPublicKeys: { id: string; key: string }[]
  /** Numbers of cards that must be refused. */
  revokedCards: number[]
  consentText: { version: string; text: string }
}

export interface FieldActivity {
  id: string
  name: string
  place: string | null
  heldOn: IsoDay
  unitId: string
  unitName: string
  state: 'planned' | 'open' | 'closed' | 'cancelled'
  campaignName: string
  isMine?: boolean
  team: TeamMember[]
}

export interface TeamMember {
  personId: string
  name: string
  code: string | null
  role: 'leader' | 'volunteer'
}

export interface FieldService {
  code: string
  name: string
  icon: string
  needsProcedure: boolean
}

export interface KeptPack {
  etag: string | undefined
  fetchedAt: number
  pack: FieldPack
}

export type PackAnswer =
  | { kind: 'new'; kept: KeptPack }
  | { kind: 'same' }
  | { kind: 'sign_in' }
  | { kind: 'denied'; code: string }
  | { kind: 'unreachable' }

/** Asks for the pack; believes only what has a pack's form, as with answers to batches. */
export async function fetchPack(etag: string | undefined): Promise<PackAnswer> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (etag) headers['if-none-match'] = etag
  try {
    const response = await fetch('/api/field-pack', {
      headers,
      credentials: 'same-origin',
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(45_000),
    })
    return await readPackAnswer(response, etag)
  } catch {
    return { kind: 'unreachable' }
  }
}

export async function readPackAnswer(
  response: Response,
  etag: string | undefined,
): Promise<PackAnswer> {
  if (response.status === 304 && etag) return { kind: 'same' }
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null) return { kind: 'unreachable' }
  if (response.status === 401) return { kind: 'sign_in' }
  if (response.status === 200 && isPack(body)) {
    const kept = {
      etag: response.headers.get('etag') ?? undefined,
      fetchedAt: Date.now(),
      pack: body,
    }
    return { kind: 'new', kept }
  }
  const { code } = body as { code?: unknown }
  if (response.status === 403 && typeof code === 'string') return { kind: 'denied', code }
  return { kind: 'unreachable' }
}

function isPack(body: object): body is FieldPack {
  const pack = body as Partial<FieldPack>
  const lists = [pack.activities, pack.services, pack.procedures, pack.cardPublicKeys]
  return (
    typeof pack.version === 'string' &&
    typeof pack.person?.id === 'string' &&
    typeof pack.consentText?.text === 'string' &&
    !Number.isNaN(Date.parse(pack.validUntil ?? '')) &&
    lists.every(Array.isArray)
  )
}

export async function keepPack(store: OutboxStore, kept: KeptPack): Promise<void> {
  await store.put('packs', kept, 'field')
}

/**
 * The pack as it was last fetched. Once it is no longer valid the teams are gone from it and from
 * the disk: a phone that was lost must not keep rosters. What needs none of them still works.
 */
export async function findPack(
  store: OutboxStore,
  now: number = Date.now(),
): Promise<KeptPack | undefined> {
  const kept = (await store.get('packs', 'field')) as KeptPack | undefined
  if (!kept || now <= Date.parse(kept.pack.validUntil)) return kept
  const activities = kept.pack.activities.map((activity) => ({ ...activity, team: [] }))
  const bare = { ...kept, etag: undefined, pack: { ...kept.pack, activities } }
  if (kept.pack.activities.some(({ team }) => team.length > 0)) await keepPack(store, bare)
  return bare
}

/** Takes off the phone all that the server sent for work without it: rosters, meetings and their papers. */
export async function dropPack(store: OutboxStore): Promise<void> {
  await store.clear('packs')
}

/** The activities in the order in which a volunteer looks for them: today's, then the nearest. */
export function activitiesFor(pack: FieldPack, today: IsoDay): FieldActivity[] {
  const far = ({ heldOn }: FieldActivity) => Math.abs(Date.parse(heldOn) - Date.parse(today))
  return [...pack.activities].sort(
    (one, other) =>
      far(one) - far(other) ||
      Number(other.isMine ?? false) - Number(one.isMine ?? false) ||
      one.name.localeCompare(other.name, 'vi'),
  )
}
