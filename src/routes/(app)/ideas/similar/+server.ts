import { json } from '@sveltejs/kit'
import { findSimilar } from '#modules/ideas/server/index.ts'
import { isUuid } from '#platform/uuid.ts'
import type { RequestHandler } from './$types'

/** Ideas like what is being typed: advice for a form, so it answers with nothing rather than refuse. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (locals.asking.actor.kind === 'nobody') return json([], { status: 401 })
  const text = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 600)
  const id = text('id')
  const found = await locals.read((ctx) =>
    findSimilar(ctx, {
      id: isUuid(id) ? id : undefined,
      title: text('title'),
      problem: text('problem'),
      solution: text('solution'),
      place: text('place'),
      category: text('category'),
    }),
  )
  return json(found.map(({ problem: _, ...row }) => row))
}
