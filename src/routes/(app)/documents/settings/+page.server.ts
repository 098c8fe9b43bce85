import { error } from '@sveltejs/kit'
import {
  beginSeries,
  canIssueAt,
  findTermOf,
  listSeries,
  listTerms,
  listTypes,
  officeOf,
  patternOf,
  setOffice,
  setTerm,
} from '#modules/documents/server/index.ts'
import { getUnit, listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom, uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const [own] = await listGrantedUnits(ctx, 'documents.write')
    const asked = uuidFrom(url.searchParams.get('unit'))
    const unit = asked ? await getUnit(ctx, asked) : own
    if (!own || !unit) error(403, 'forbidden')
    return {
      unit: { id: unit.id, name: unit.name },
      office: await officeOf(ctx, unit.id),
      examples: [
        await patternOf(ctx, { unitId: unit.id, form: 'union', type: 'plan' }),
        await patternOf(ctx, { unitId: unit.id, form: 'state', type: 'plan' }),
      ].map((pattern) => pattern.replace('{n}', '12')),
      terms: await listTerms(ctx, unit.id),
      term: (await findTermOf(ctx, unit.id, ctx.today))?.name ?? null,
      series: await listSeries(ctx, unit.id),
      types: await listTypes(ctx),
      mayChange: await ctx.allows(canIssueAt(unit.id)),
      newId: uuidv7(),
      today: ctx.today,
    }
  })

export const actions = {
  office: formAction(setOffice),
  term: formAction(setTerm),
  series: formAction(beginSeries),
} satisfies Actions
