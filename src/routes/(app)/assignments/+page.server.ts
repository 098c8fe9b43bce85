import { redirect } from '@sveltejs/kit'
import {
  cancelAssignment,
  completeAssignment,
  giveAssignment,
  listAssignments,
  reopenAssignment,
  type Shown,
} from '#modules/assignments/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { heldPermissions, listMyRoles } from '#platform/server/access/held.ts'
import {
  type Permission,
  type RoleTypeName,
  roleTypes,
} from '#platform/server/access/role-types.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { nextPath } from '#platform/server/identity/visitor.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'
import { withSources } from './sources.ts'

const ways = ['mine', 'given', 'ended'] as const satisfies Shown[]

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const show = ways.find((one) => one === url.searchParams.get('show')) ?? 'mine'
    const mayGive = (await heldPermissions(ctx)).has('work.assign')
    const offset = Math.max(0, Math.trunc(Number(url.searchParams.get('from')) || 0))
    const page = await listAssignments(ctx, { show, offset })
    // The units of one's own offices from which one may give work; the highest is meant at first.
    const units = (await listMyRoles(ctx)).filter(({ roleType }) =>
      (roleTypes[roleType as RoleTypeName]?.may as readonly Permission[])?.includes('work.assign'),
    )
    return {
      next: page.next,
      rows: await withSources(ctx, page.rows),
      show,
      mayGive,
      units: [...new Map(units.map((role) => [role.unitId, role.unitName]))].map(
        ([value, label]) => ({ value, label }),
      ),
      newId: uuidv7(),
      today: ctx.today,
    }
  })

/** Back to the list from which it was sent, if that is one of the product's own addresses. */
function back(_: unknown, event: RequestEvent): never {
  redirect(303, nextPath(event.url.searchParams.get('next') ?? '/assignments'))
}

export const actions = {
  give: formAction(giveAssignment, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      ownerId: await event.locals.read((ctx) => personFromForm(ctx, form, 'ownerId')),
    }),
    done: () => redirect(303, '/assignments?show=given'),
  }),
  complete: formAction(completeAssignment, { done: back }),
  cancel: formAction(cancelAssignment, { done: back }),
  reopen: formAction(reopenAssignment, { done: back }),
} satisfies Actions
