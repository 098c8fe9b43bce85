import { z } from 'zod'
import { categoryCodes } from '../categories.ts'
import { states } from '../states.ts'
import type { IdeaCursor, IdeaQuery } from './queries.ts'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  category: z.enum(categoryCodes).optional().catch(undefined),
  state: z.enum(states).optional().catch(undefined),
  sort: z.enum(['new', 'liked']).optional().catch(undefined),
  after: z.string().optional(),
  before: z.string().optional(),
})

/** A list's query out of its address. What makes no sense there is left out rather than refused. */
export function ideaQueryFrom(address: URL): IdeaQuery {
  const asked = [...address.searchParams].filter(([, value]) => value !== '')
  const { q, unit, after, before, ...rest } = Query.parse(Object.fromEntries(asked))
  return {
    ...rest,
    text: q,
    unitId: unit,
    cursor: readCursor(after, rest.sort, false) ?? readCursor(before, rest.sort, true),
  }
}

/** A place in a list as part of an address. */
export const writeIdeaCursor = ({ key, id }: IdeaCursor): string => `${key}_${id}`

function readCursor(
  text: string | undefined,
  sort: string | undefined,
  backwards: boolean,
): IdeaCursor | undefined {
  const [key = '', id = ''] = text?.split('_') ?? []
  const isKey = sort === 'liked' ? /^\d{1,9}$/.test(key) : z.iso.date().safeParse(key).success
  return isKey && z.uuid().safeParse(id).success ? { key, id, backwards } : undefined
}
