import { error, redirect } from '@sveltejs/kit'
import { draftDocument, listTypes, officeOf } from '#modules/documents/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => {
    const [unit] = await listGrantedUnits(ctx, 'documents.write')
    if (!unit) error(403, 'forbidden')
    return {
      unit: { id: unit.id, name: unit.name },
      types: await listTypes(ctx),
      signerTitle: (await officeOf(ctx, unit.id)).signerTitle,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(draftDocument, {
    input: (form, event: RequestEvent) =>
      event.locals.read(async (ctx) => ({
        ...readForm(form),
        unitId: await unitFromForm(ctx, form),
        signerId: await personFromForm(ctx, form, 'signerId'),
        signerName: form.get('signerIdText') ?? '',
      })),
    done: ({ id }) => redirect(303, `/documents/${id}`),
  }),
} satisfies Actions
