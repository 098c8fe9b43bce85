import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { ProviderKind } from '../shapes.ts'

export type RequestState = 'open' | 'signed' | 'declined' | 'withdrawn'
export type SignerState = 'waiting' | 'signed' | 'declined'

export interface RequestRow {
  id: string
  title: string
  unitName: string
  state: RequestState
  createdAt: Date
  /** The actor's own part, where they are a signer. */
  ownState: SignerState | null
  ownRole: string | null
  isMyTurn: boolean
  /** Who is to sign next. */
  nextName: string | null
  signed: number
  signers: number
}

export type RequestList = 'mine' | 'done' | 'unit'
const pageSize = 20

/**
 * Papers for signing, a page of 20 by their id, the newest first: those that wait for the actor, those that
 * they answered, or those of the units where they prepare papers. One statement.
 */
export async function listRequests(
  ctx: Context,
  options: { list: RequestList; before?: string },
): Promise<{ rows: RequestRow[]; next: string | null }> {
  const which = {
    mine: sql`own.state = 'waiting' and r.state = 'open'`,
    done: sql`own.state is not null and not (own.state = 'waiting' and r.state = 'open')`,
    unit: sql`r.unit_id in (select access.reachable('signing.write')) or r.created_by = access.person_id()`,
  }[options.list]
  const { rows } = await sql<RequestRow>`
    select r.id, r.title, v.name as unit_name, r.state, r.created_at, own.state as own_state,
           own.role as own_role, coalesce(r.state = 'open' and next.person_id = access.person_id(), false) as is_my_turn,
           case when r.state = 'open' then next.name end as next_name, counted.signed::int, counted.signers::int
      from signing.request r
      left join signing.signer own on own.request_id = r.id and own.person_id = access.person_id()
      left join lateral (select s.person_id, s.name from signing.signer s
                          where s.request_id = r.id and s.state = 'waiting' order by s.position limit 1) next on true
      cross join lateral (select count(*) filter (where s.state = 'signed') as signed, count(*) as signers
                            from signing.signer s where s.request_id = r.id) counted
      left join lateral (select name from units.unit_version v where v.unit_id = r.unit_id
                          and v.valid_from <= (r.created_at at time zone 'Asia/Ho_Chi_Minh')::date
                          order by v.valid_from desc limit 1) v on true
     where (${which}) and (${options.before ?? null}::uuid is null or r.id < ${options.before ?? null}::uuid)
     order by r.id desc limit ${pageSize + 1}`.execute(ctx.db)
  const page = rows.slice(0, pageSize)
  return { rows: page, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null }
}

/** How many papers wait for the actor's signature now. */
export async function countMyTurn(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from signing.signer s
     where s.person_id = access.person_id() and s.state = 'waiting' and signing.my_turn(s.request_id)`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}

export interface SignerRow {
  position: number
  personId: string
  name: string
  role: string
  state: SignerState
  signedAt: Date | null
  reason: string | null
}

export interface RequestDetail {
  id: string
  unitId: string
  unitName: string | null
  title: string
  contextKind: string
  contextId: string | null
  number: string | null
  datedOn: string | null
  code: string
  state: RequestState
  sha256: string
  size: number
  createdBy: string | null
  createdAt: Date
  endReason: string | null
  signers: SignerRow[]
  isMyTurn: boolean
  /** The actor's own signature that was begun and waits, such as for an approval on a phone. */
  attempt: OpenAttempt | null
}

export interface OpenAttempt {
  id: string
  provider: ProviderKind
  state: 'open' | 'done' | 'refused' | 'over'
  problem: string | null
  expiresAt: Date
}

/** A paper with its signers; NotFound where the actor is none of them and does not prepare papers there. */
export async function getRequest(ctx: Context, requestId: string): Promise<RequestDetail> {
  const { rows } = await sql<Omit<RequestDetail, 'signers' | 'isMyTurn' | 'attempt'>>`
    select r.id, r.unit_id, v.name as unit_name, r.title, r.context_kind, r.context_id, r.number,
           r.dated_on::text, r.code, r.state, r.sha256, r.size, r.created_by, r.created_at, r.end_reason
      from signing.request r
      left join lateral (select name from units.unit_version v where v.unit_id = r.unit_id
                          and v.valid_from <= (r.created_at at time zone 'Asia/Ho_Chi_Minh')::date
                          order by v.valid_from desc limit 1) v on true
     where r.id = ${requestId}`.execute(ctx.db)
  const [request] = rows
  if (!request) throw new NotFound('signing.not_found')
  const signers = await ctx.db
    .selectFrom('signing.signer')
    .select(['position', 'personId', 'name', 'role', 'state', 'signedAt', 'reason'])
    .where('requestId', '=', requestId)
    .orderBy('position')
    .execute()
  const attempt = await ctx.db
    .selectFrom('signing.attempt')
    .select(['id', 'provider', 'state', 'problem', 'expiresAt'])
    .where('requestId', '=', requestId)
    .where('personId', '=', ctx.actor.personId ?? null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const next = signers.find(({ state }) => state === 'waiting')
  return {
    ...request,
    signers: signers as SignerRow[],
    isMyTurn: request.state === 'open' && next?.personId === ctx.actor.personId,
    attempt: (attempt as OpenAttempt | undefined) ?? null,
  }
}

/** How the papers of another module's record stand; keyed by the record's id. One statement. */
export async function findRequestsOf(
  ctx: Context,
  contextIds: readonly string[],
): Promise<Map<string, { id: string; state: RequestState; sha256: string; code: string }>> {
  if (contextIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('signing.request')
    .select(['id', 'contextId', 'state', 'sha256', 'code'])
    .where('contextId', 'in', contextIds)
    .orderBy('id')
    .execute()
  return new Map(
    rows.map(({ contextId, ...row }) => [
      contextId ?? '',
      row as typeof row & { state: RequestState },
    ]),
  )
}

export interface CertificateRow {
  id: string
  provider: ProviderKind
  holder: string
  issuer: string
  serial: string
  validFrom: Date
  validTo: Date
  standing: CertificateStanding
}

export type CertificateStanding = 'valid' | 'ends_soon' | 'ended'

/** Days before its end from which on a certificate is warned of. */
const soonDays = 30

/** A person's certificates, the latest first; nobody else's but to officers of the register. */
export async function listCertificates(ctx: Context, personId: string): Promise<CertificateRow[]> {
  const rows = await ctx.db
    .selectFrom('signing.certificate')
    .select(['id', 'provider', 'holder', 'issuer', 'serial', 'validFrom', 'validTo'])
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .orderBy('validTo', 'desc')
    .execute()
  return rows.map((row) => ({
    ...row,
    provider: row.provider as ProviderKind,
    standing: standingAt(row.validTo, ctx.now()),
  }))
}

/** How a certificate stands that is valid to a time. */
export function standingAt(validTo: Date, now: Date): CertificateStanding {
  if (validTo < now) return 'ended'
  return validTo.getTime() - now.getTime() < soonDays * 86_400_000 ? 'ends_soon' : 'valid'
}
