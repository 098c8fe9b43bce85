import type { Context } from '#platform/server/context.ts'
import { definitionOf } from '../../catalogue.ts'
import { askForFigures } from '../policy.ts'
import { listActivities } from './activities.ts'
import { listAssists } from './assists.ts'
import { listCertificateRecords } from './certificates.ts'
import { listCheckIns, listParticipants } from './check-ins.ts'
import { listIdeaRecords } from './ideas.ts'
import { listMembers } from './members.ts'
import { listPlacementRecords } from './placements.ts'
import { listStatistics } from './statistics.ts'
import type { RecordPage, RecordsAsked } from './types.ts'
import { listSupportRecords, listVentureRecords } from './ventures.ts'

/**
 * The records behind a figure, a page at a time: all of them together are the figure. Throws NotFound
 * where the actor may not read the unit's figures; what they may not see of a record stays empty.
 */
export async function listRecords(ctx: Context, asked: RecordsAsked): Promise<RecordPage> {
  await askForFigures(ctx, asked.unitId)
  const { source } = definitionOf(asked.indicator)
  switch (source) {
    case 'members':
      return { source, ...(await listMembers(ctx, asked)) }
    case 'check_ins':
      return { source, ...(await listCheckIns(ctx, asked)) }
    case 'participants':
      return { source, ...(await listParticipants(ctx, asked)) }
    case 'assists':
      return { source, ...(await listAssists(ctx, asked)) }
    case 'activities':
      return { source, ...(await listActivities(ctx, asked)) }
    case 'ideas':
      return { source, ...(await listIdeaRecords(ctx, asked)) }
    case 'ventures':
      return { source, ...(await listVentureRecords(ctx, asked)) }
    case 'supports':
      return { source, ...(await listSupportRecords(ctx, asked)) }
    case 'placements':
      return { source, ...(await listPlacementRecords(ctx, asked)) }
    case 'certificates':
      return { source, ...(await listCertificateRecords(ctx, asked)) }
    case 'statistics':
      return { source, ...(await listStatistics(ctx, asked)) }
  }
}
