import { reportHref } from '#modules/reports/index.ts'
import { listFormerUnits, listGrantedUnits } from '#modules/units/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  locals.read(async (ctx) => ({
    former: (await listFormerUnits(ctx, 'reports.read')).map(({ id, name, type, lastDay }) => ({
      id,
      name,
      type,
      lastDay,
      reportHref: reportHref('', { unitId: id, on: lastDay }),
    })),
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
