import type { z } from 'zod'
import type { IsoDay } from '../../days.ts'
import type { Context } from '../context.ts'

/** A record as a phone made it, its body read into the shape of its kind. */
export interface FieldRecord<Body = unknown> {
  readonly id: string
  readonly deviceId: string | null
  readonly seq: number | null
  readonly happenedAt: Date
  /** The day in Vietnam. */
  readonly happenedOn: IsoDay
  readonly body: Body
}

/** What the phone is told beside that its record is stored: somebody else had been faster, say. */
export interface SyncNotice {
  readonly code: string
  readonly [detail: string]: unknown
}

/** What became of one record. */
export type FieldAnswer =
  | { readonly status: 'stored'; readonly unitId?: string; readonly notice?: SyncNotice }
  /** The same record is here already, by another way than sync. */
  | { readonly status: 'known' }
  /** `field`: the part of the body that the reason speaks of, as a path. */
  | { readonly status: 'refused'; readonly reason: string; readonly field?: string }
  /** What it speaks of is not here yet: it is kept, and applied once that has come. */
  | { readonly status: 'waits'; readonly for: string }

export type FieldAnswers = ReadonlyMap<string, FieldAnswer>

/**
 * How records of one kind are stored. `apply` gets all of a batch at once and answers each; it works
 * on sets, a fixed number of statements whatever their number, and never throws for a record's fault.
 */
export interface SyncHandler<Shape extends z.ZodType = z.ZodType> {
  readonly kind: string
  readonly shape: Shape
  /** Parts of the body that are personal data of citizens: sealed where a refused body is kept. */
  readonly sensitive?: readonly string[]
  // A method, so that handlers of different bodies may stand in one list.
  apply(ctx: Context, records: readonly FieldRecord<z.output<Shape>>[]): Promise<FieldAnswers>
}

export const defineSyncHandler = <Shape extends z.ZodType>(
  handler: SyncHandler<Shape>,
): SyncHandler<Shape> => handler

export const refused = (reason: string, field?: string): FieldAnswer =>
  field ? { status: 'refused', reason, field } : { status: 'refused', reason }
