import { redirect } from '@sveltejs/kit'
import { saveAndSend } from '#modules/ideas/server/index.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async () => ({ newId: uuidv7() })

export const actions = {
  propose: saveAndSend('propose', (id) => redirect(303, `/ideas/${id}?done=sent`)),
  draft: saveAndSend('draft', (id) => redirect(303, `/ideas/${id}?done=saved`)),
} satisfies Actions
