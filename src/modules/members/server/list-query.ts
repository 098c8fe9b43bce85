import { z } from 'zod'
import { readMoment } from '#modules/units/index.ts'
import { MomentShape } from '#modules/units/server/index.ts'
import type { Cursor, MemberQuery } from './queries.ts'

const Year = z.coerce.number().int().min(1900).max(2100).optional().catch(undefined)

/** What a list of people can be asked. */
export const ListQuery = z.object({
  ...MomentShape,
  unit: z.uuid().optional().catch(undefined),
  q: z.string().trim().max(100).optional(),
  standing: z.enum(['member', 'youth', 'former', 'all']).optional().catch(undefined),
  sex: z.enum(['male', 'female']).optional().catch(undefined),
  residence: z.enum(['at_home', 'studying_away', 'working_away']).optional().catch(undefined),
  missing: z
    .enum(['phone', 'birth', 'citizen_id', 'code', 'citizen_app'])
    .optional()
    .catch(undefined),
  signature: z.enum(['has', 'none']).optional().catch(undefined),
  born_from: Year,
  born_to: Year,
  after: z.string().optional(),
  before: z.string().optional(),
})

/** A list's query out of its address. What makes no sense there is left out rather than refused. */
export function readListQuery(address: URL): MemberQuery {
  const asked = [...address.searchParams].filter(([, value]) => value !== '')
  return queryOf(ListQuery.parse({ ...Object.fromEntries(asked), ...readMoment(address) }))
}

/** A list's query out of what was asked. */
export function queryOf({
  unit,
  q,
  on,
  view,
  after,
  before,
  ...filters
}: z.output<typeof ListQuery>): MemberQuery {
  return {
    unitId: unit,
    text: q,
    moment: { on, view },
    filters,
    cursor: readCursor(after, false) ?? readCursor(before, true),
  }
}

/** A cursor as part of an address. */
export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.name, cursor.id])).toString('base64url')

function readCursor(text: string | undefined, backwards: boolean): Cursor | undefined {
  if (!text) return undefined
  try {
    const [name, id] = z
      .tuple([z.string(), z.uuid()])
      .parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { name, id, backwards }
  } catch {
    return undefined
  }
}
