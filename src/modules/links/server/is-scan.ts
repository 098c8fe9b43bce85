import { isbot } from 'isbot'

/** Programs of messengers that fetch a page to show a preview, and name themselves in their own way. */
const previews = /zalo(bot|.*preview)|telegrambot|whatsapp|viber|skypeuripreview|line-poker/i

/**
 * Whether a request is a person who follows a code: not a program that says it is one, not a page
 * fetched ahead of a click. What the request says is looked at and forgotten.
 */
export function isScan(request: Pick<Request, 'method' | 'headers'>): boolean {
  const { method, headers } = request
  if (method !== 'GET') return false
  for (const name of ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'])
    if (/prefetch|prerender|preview/i.test(headers.get(name) ?? '')) return false
  const agent = headers.get('user-agent') ?? ''
  return agent !== '' && !isbot(agent) && !previews.test(agent)
}
