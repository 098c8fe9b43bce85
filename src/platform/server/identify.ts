import type { RequestEvent } from '@sveltejs/kit'

/** Placeholder until identity lands. */
export async function identify(_event: RequestEvent): Promise<Response | undefined> {
  return undefined
}
