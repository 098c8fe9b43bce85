import { redirect } from '@sveltejs/kit'
import { canImportSomewhere, listImports, startImport } from '#modules/members/server/index.ts'
import { getUnit, listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(canImportSomewhere)
    const asked = uuidFrom(url.searchParams.get('unit'))
    const [own] = await listGrantedUnits(ctx, 'members.import')
    const unit = asked ? await getUnit(ctx, asked) : own
    return {
      unit: unit && { id: unit.id, name: unit.name },
      imports: await listImports(ctx),
      today: ctx.today,
      newId: uuidv7(),
    }
  })

export const actions = {
  default: formAction(startImport, {
    input: async (form, event: RequestEvent) => {
      const file = form.get('file')
      const isFile = file instanceof File
      return {
        ...readForm(form),
        unitId: await event.locals.read((ctx) => unitFromForm(ctx, form)),
        fileName: (isFile && file.name) || '-',
        bytes: isFile ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
      }
    },
    done: ({ id }) => redirect(303, `/members/import/${id}`),
  }),
} satisfies Actions
