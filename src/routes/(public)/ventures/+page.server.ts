import { z } from 'zod'
import { fields, kinds } from '#modules/ventures/index.ts'
import { listPublicVentures } from '#modules/ventures/server/index.ts'
import type { PageServerLoad } from './$types'

const Query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  field: z.enum(fields).optional().catch(undefined),
  unit: z.uuid().optional().catch(undefined),
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d_[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
})

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  const { q, kind, field, unit, after } = Query.parse(
    Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')),
  )
  const [day = '', id = ''] = after?.split('_') ?? []
  if (locals.asking.actor.kind === 'nobody') setHeaders({ 'cache-control': 'public, max-age=60' })
  return locals.read(async (ctx) => {
    const { rows, next } = await listPublicVentures(ctx, {
      text: q,
      kind,
      field,
      unitId: unit,
      after: after ? { day, id } : undefined,
    })
    return {
      rows,
      next: next && `${next.day}_${next.id}`,
      query: { text: q ?? '', kind: kind ?? '', field: field ?? '' },
    }
  })
}
