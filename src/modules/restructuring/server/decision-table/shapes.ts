import { z } from 'zod'

const text = z.string().max(2000).normalize('NFC')
const kind = z.enum([
  'commune',
  'ward',
  'township',
  'special_zone',
  'district',
  'town',
  'city',
  'province',
])

/** A row of a decision's table as it was read (decision-table/decision-row.ts). */
export const DecisionRowShape = z.object({
  position: z.int().min(1),
  line: z.int().min(1),
  newName: text,
  predecessors: z
    .array(
      z.object({
        written: text,
        kind: kind.optional(),
        isPresumed: z.boolean(),
        part: z.boolean(),
      }),
    )
    .max(200),
  unchanged: z.boolean(),
  faults: z.array(
    z.object({
      code: z.enum([
        'new_name_missing',
        'new_name_twice',
        'new_type_unknown',
        'predecessors_missing',
        'predecessors_too_long',
        'predecessor_twice',
        'unchanged_named_elsewhere',
        'line_unreadable',
      ]),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
})

export const ImportTable = z.object({
  draftId: z.guid(),
  /** Under which unit the new ones stand. */
  parentId: z.guid(),
  /** The file's name, or nothing for pasted text. */
  source: z.string().trim().max(300).optional(),
  rows: z.array(DecisionRowShape).min(1).max(20_000),
})

export const AnswerNames = z.object({
  draftId: z.guid(),
  answers: z
    .array(
      z.object({
        position: z.coerce.number().int().min(1),
        place: z.coerce.number().int().min(0),
        /** Several where a name is younger than the register; empty: none of its units is meant. */
        unitIds: z.array(z.guid()).max(20),
      }),
    )
    .min(1)
    .max(5000),
})

export const AnswerRests = z.object({
  draftId: z.guid(),
  unitIds: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.guid()).min(1).max(5000),
  ),
  /** `open`: what was said is taken back, and the question stands again. */
  answer: z.enum(['stays', 'goes_whole', 'open']),
})
