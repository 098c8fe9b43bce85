import {
  canOpenSensitive,
  canWriteMembersOf,
  getPerson,
  listOffices,
  listStays,
  listStruckStays,
  mayManageAccount,
  openSensitive,
  restoreMembership,
} from '#modules/members/server/index.ts'
import { listCertificates } from '#modules/signing/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { formAction } from '#platform/server/form-action.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const person = await getPerson(ctx, params.personId)
    const offices = await listOffices(ctx, params.personId)
    return {
      person,
      unit: await getUnit(ctx, person.unitId),
      stays: await listStays(ctx, params.personId),
      struck: await listStruckStays(ctx, params.personId),
      certificates: await listCertificates(ctx, params.personId),
      offices: offices.map((office) => ({
        ...office,
        name: messageNamed(`access_role_${office.roleType}`) ?? office.roleType,
      })),
      mayChange: await ctx.allows(canWriteMembersOf(person.unitId)),
      mayGrant: await ctx.allows(may('roles.grant').anywhere),
      mayManageAccount: await mayManageAccount(ctx, person.id),
      mayOpenSensitive: await ctx.allows(canOpenSensitive(person.unitId)),
    }
  })

const thisPerson = (_: FormData, event: RequestEvent) => ({ personId: event.params.personId })

export const actions = {
  sensitive: formAction(openSensitive, { input: thisPerson }),
  restore: formAction(restoreMembership, { input: thisPerson }),
} satisfies Actions
