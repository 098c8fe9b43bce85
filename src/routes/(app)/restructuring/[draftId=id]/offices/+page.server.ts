import { redirect } from '@sveltejs/kit'
import { getPerson, listGrantableRoleTypes, listMembers } from '#modules/members/server/index.ts'
import {
  appoint,
  frameOf,
  getDraft,
  listAppointments,
  listEndingOffices,
  readPlan,
  removeAppointment,
  unitFromDraftForm,
} from '#modules/restructuring/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const pageSize = 50
const nameOfRole = (roleType: string) => messageNamed(`access_role_${roleType}`) ?? roleType

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const draft = await getDraft(ctx, params.draftId)
    if (draft.state !== 'open') redirect(303, `/restructuring/${draft.id}/apply`)
    const found = await readPlan(ctx, draft.id)
    const { plan } = found
    const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page')) || 1))
    const ending = await listEndingOffices(ctx, [...plan.ended.keys()], draft.effectiveOn, {
      limit: pageSize + 1,
      offset: (page - 1) * pageSize,
    })
    const appointments = await listAppointments(ctx, draft.id)
    const appointed = new Set(appointments.map(({ personId }) => personId))
    const wantedUnit = url.searchParams.get('unit') ?? ''
    return {
      frame: await frameOf(ctx, draft, found),
      ending: ending.slice(0, pageSize).map((office) => {
        const heirs = plan.ended.get(office.unitId)?.into ?? []
        const heir = heirs.length === 1 ? plan.after.get(heirs[0] ?? '') : undefined
        return {
          ...office,
          role: nameOfRole(office.roleType),
          heir: heir ? { id: heir.id, name: heir.name } : null,
          isAppointed: appointed.has(office.personId),
        }
      }),
      page,
      hasNext: ending.length > pageSize,
      appointments: appointments.map((one) => ({
        ...one,
        role: nameOfRole(one.roleType),
        unitName: plan.after.get(one.unitId)?.name ?? null,
      })),
      roles: (await listGrantableRoleTypes(ctx))
        .filter(({ name }) => name !== 'field_volunteer')
        .map(({ name }) => ({ value: name, label: nameOfRole(name) })),
      unit: { id: wantedUnit, name: plan.after.get(wantedUnit)?.name ?? '' },
      roleType: url.searchParams.get('role') ?? '',
      ...(await personAsked(ctx, url)),
      newId: uuidv7(),
    }
  })

/** Whom the form is about, or who could be meant. */
async function personAsked(ctx: Context, url: URL) {
  const personId = url.searchParams.get('person')
  const text = url.searchParams.get('q')?.trim() ?? ''
  if (personId) {
    const { id, fullName } = await getPerson(ctx, personId)
    return { person: { id, fullName }, text, people: null }
  }
  if (!text) return { person: null, text, people: null }
  const { rows } = await listMembers(ctx, { text, limit: 20 })
  return {
    person: null,
    text,
    people: rows.map(({ id, fullName, unitName }) => ({ id, fullName, unitName })),
  }
}

export const actions = {
  appoint: formAction(appoint, {
    input: async (form, event: RequestEvent) => ({
      ...readForm(form),
      draftId: event.params.draftId,
      unitId: await event.locals.read((ctx) =>
        unitFromDraftForm(ctx, event.params.draftId, form, 'unitId'),
      ),
    }),
    done: (_, event) => redirect(303, `/restructuring/${event.params.draftId}/offices`),
  }),
  remove: formAction(removeAppointment, {
    input: (form, event: RequestEvent) => ({
      ...readForm(form),
      draftId: event.params.draftId,
    }),
    done: (_, event) => redirect(303, `/restructuring/${event.params.draftId}/offices`),
  }),
} satisfies Actions
