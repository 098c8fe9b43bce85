import { reportHref } from '#modules/reports/index.ts'
import { listGrantedUnits } from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => ({
    units: (await listGrantedUnits(ctx, 'reports.read')).map((unit) => ({
      id: unit.id,
      name: unit.name,
      type: unit.type,
      reportHref: reportHref('', { unitId: unit.id, on: ctx.today }),
      missingHref: reportHref('/members_without_citizen_app/records', {
        unitId: unit.id,
        on: ctx.today,
      }),
    })),
  }))
