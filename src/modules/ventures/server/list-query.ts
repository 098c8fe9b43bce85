import { z } from 'zod'
import { fields, kinds, sizes, stages } from '../kinds.ts'
import type { VentureCursor, VentureQuery } from './queries/list.ts'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  stage: z.enum(stages).optional().catch(undefined),
  size: z.enum(sizes).optional().catch(undefined),
  state: z.enum(['draft', 'registered', 'ended', 'struck']).optional().catch(undefined),
  supported: z.enum(['yes', 'no']).optional().catch(undefined),
  on: z.iso.date().optional().catch(undefined),
  after: z.string().optional(),
  before: z.string().optional(),
})

/** A list's query out of its address. What makes no sense there is left out rather than refused. */
export function ventureQueryFrom(address: URL): VentureQuery {
  const asked = [...address.searchParams].filter(([, value]) => value !== '')
  const { q, unit, after, before, ...rest } = Query.parse(Object.fromEntries(asked))
  return {
    ...rest,
    text: q,
    unitId: unit,
    cursor: readCursor(after, false) ?? readCursor(before, true),
  }
}

/** A place in a list as part of an address. */
export const writeVentureCursor = ({ day, id }: VentureCursor): string => `${day}_${id}`

function readCursor(text: string | undefined, backwards: boolean): VentureCursor | undefined {
  const [day = '', id = ''] = text?.split('_') ?? []
  return z.iso.date().safeParse(day).success && z.uuid().safeParse(id).success
    ? { day, id, backwards }
    : undefined
}
