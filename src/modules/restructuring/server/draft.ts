import type { IsoDay } from '#platform/days.ts'
import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { Conflict, NotFound } from '#platform/server/errors.ts'
import { EventBody } from '../shapes.ts'
import { authorizeEach, canDraftAt } from './policy.ts'

export interface Draft {
  id: string
  title: string
  decisionNo: string | null
  effectiveOn: IsoDay
  /** The units that it is about, with all below them. */
  scopeIds: string[]
  /** By whose officers it is seen and changed: the same, and once applied those that stand in their place. */
  guardedBy: string[]
  state: 'open' | 'discarded' | 'applied' | 'undone'
  reverses: string | null
  createdAt: Date
  appliedAt: Date | null
  undoUntil: Date | null
  undoneAt: Date | null
  balance: Balance | null
}

/** How many there were of each kind before and after. */
export type Balance = Record<string, { before: number; after: number }>

const columns = [
  'id',
  'title',
  'decisionNo',
  'effectiveOn',
  'scopeIds',
  'guardedBy',
  'state',
  'reverses',
  'createdAt',
  'appliedAt',
  'undoUntil',
  'undoneAt',
  'balance',
] as const

/** A draft, for those who may change the tree at every unit it is about. Throws NotFound. */
export async function getDraft(ctx: Context, draftId: string): Promise<Draft> {
  const draft = await ctx.db
    .selectFrom('restructuring.draft')
    .select(columns)
    .where('id', '=', draftId)
    .executeTakeFirst()
  if (!draft) throw new NotFound('restructuring.not_found')
  return draft as unknown as Draft
}

/** Drafts that the actor may see, those still open first, the latest first. */
export async function listDrafts(ctx: Context, limit = 100): Promise<Draft[]> {
  const rows = await ctx.db
    .selectFrom('restructuring.draft')
    .select(columns)
    .where('state', '<>', 'discarded')
    .orderBy((e) => e('state', '=', 'open'), 'desc')
    .orderBy('createdAt', 'desc')
    .limit(limit)
    .execute()
  return rows as unknown as Draft[]
}

/** A draft that can still be changed, by who may. Throws NotFound, Forbidden, `restructuring.not_open`. */
export async function openDraftOf(ctx: CommandContext, draftId: string): Promise<Draft> {
  const draft = await getDraft(ctx, draftId)
  await authorizeEach(ctx, draft.scopeIds, canDraftAt)
  if (draft.state !== 'open') throw new Conflict('restructuring.not_open')
  return draft
}

export interface DraftEvent {
  id: string
  body: EventBody
}

/** The events of a draft in the order in which they were written down. */
export async function listEvents(ctx: Context, draftId: string): Promise<DraftEvent[]> {
  const rows = await ctx.db
    .selectFrom('restructuring.event')
    .select(['id', 'body'])
    .where('draftId', '=', draftId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, body }) => ({ id, body: EventBody.parse(body) }))
}

/** Where officers said that units below split ones go. */
export async function readAnswers(ctx: Context, draftId: string): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('restructuring.answer')
    .select(['unitId', 'targetId'])
    .where('draftId', '=', draftId)
    .execute()
  return new Map(rows.map(({ unitId, targetId }) => [unitId, targetId]))
}

export interface Appointment {
  id: string
  personId: string
  personName: string
  roleType: string
  unitId: string
}

/** Who takes which office by the draft. */
export async function listAppointments(ctx: Context, draftId: string): Promise<Appointment[]> {
  const rows = await ctx.db
    .selectFrom('restructuring.appointment as a')
    .innerJoin('members.person as p', 'p.id', 'a.personId')
    .select(['a.id', 'a.personId', 'p.fullName as personName', 'a.roleType', 'a.unitId'])
    .where('a.draftId', '=', draftId)
    .orderBy('a.madeAt')
    .execute()
  return rows
}
