import { error } from '@sveltejs/kit'
import {
  endOffice,
  getPerson,
  grantOffice,
  listGrantableRoleTypes,
  listHeldOffices,
} from '#modules/members/server/index.ts'
import { getUnit, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const nameOf = (roleType: string) => messageNamed(`access_role_${roleType}`) ?? roleType

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const person = await getPerson(ctx, params.personId)
    const types = await listGrantableRoleTypes(ctx)
    if (types.length === 0) error(403, 'forbidden')
    const offices = await listHeldOffices(ctx, person.id)
    return {
      person: { id: person.id, fullName: person.fullName },
      unit: await getUnit(ctx, person.unitId),
      offices: offices.map((office) => ({ ...office, name: nameOf(office.roleType) })),
      types: types.map(({ name, level }) => ({ value: name, label: nameOf(name), level })),
      today: ctx.today,
    }
  })

export const actions = {
  give: formAction(grantOffice, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      personId: event.params.personId,
      unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
    }),
  }),
  end: formAction(endOffice),
} satisfies Actions
