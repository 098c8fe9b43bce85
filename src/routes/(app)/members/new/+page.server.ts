import { redirect } from '@sveltejs/kit'
import { admitMember, canWriteMembersOf } from '#modules/members/server/index.ts'
import { getUnit, unitFromForm } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    const unitId = uuidFrom(url.searchParams.get('unit'))
    const unit = unitId ? await getUnit(ctx, unitId) : null
    await ctx.authorize(unit ? canWriteMembersOf(unit.id) : may('members.write').anywhere)
    return { unit, today: ctx.today, newId: uuidv7() }
  })

export const actions = {
  default: formAction(admitMember, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
    }),
    done: ({ id }) => redirect(303, `/members/${id}`),
  }),
} satisfies Actions
