import { redirect } from '@sveltejs/kit'
import {
  answerPlacement,
  dropSearch,
  findMyProfile,
  listMyApplications,
  listPlacements,
  listSearches,
  recordPlacement,
  removePlacement,
  saveProfile,
  saveSearch,
  withdrawApplication,
} from '#modules/jobs/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const me = ctx.actor.personId ?? null
    const applications = await listMyApplications(ctx)
    const placements = await listPlacements(ctx, 'mine')
    const recorded = new Set(placements.map(({ applicationId }) => applicationId))
    const asked = (name: string) => url.searchParams.get(name)?.slice(0, 100) ?? ''
    return {
      applications: applications.map((one) => ({ ...one, isMine: one.personId === me })),
      placements,
      /** Hired, and not yet recorded as work found. */
      hired: applications.find(
        (one) => one.state === 'hired' && one.personId === me && !recorded.has(one.id),
      ),
      profile: (await findMyProfile(ctx)) ?? null,
      searches: await listSearches(ctx),
      search: {
        text: asked('text'),
        field: asked('field'),
        place: asked('place'),
        isAbroad: asked('isAbroad'),
        salaryFrom: asked('salary') ? String(Number(asked('salary')) * 1_000_000 || '') : '',
      },
      today: ctx.today,
      newIds: { search: uuidv7(), placement: uuidv7() },
      done: url.searchParams.get('done'),
    }
  })

const to = (where: string) => () => redirect(303, `/my-jobs${where}`)

export const actions = {
  profile: formAction(saveProfile, { done: to('?done=profile#profile') }),
  withdraw: formAction(withdrawApplication, { done: to('') }),
  search: formAction(saveSearch, { done: to('#searches') }),
  drop: formAction(dropSearch, { done: to('#searches') }),
  found: formAction(recordPlacement, { done: to('?done=found#placements') }),
  kept: formAction(answerPlacement, { done: to('?done=found#placements') }),
  remove: formAction(removePlacement, { done: to('#placements') }),
} satisfies Actions
