import { redirect } from '@sveltejs/kit'
import { keepProduct } from '#modules/market/server/index.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async () => ({ newId: uuidv7() })

export const actions = {
  default: keepProduct((event) => redirect(303, `/stalls/${event.params.stallId}/products`)),
} satisfies Actions
