import { z } from 'zod'
import { may } from '#platform/server/access/sentence.ts'
import { defineCommand } from '#platform/server/command.ts'
import { canExportMembersOf } from '../policy.ts'

const ExportMembers = z.object({
  unitId: z.uuid().optional(),
  /** Names of the filters only: what was searched for may be somebody's name. */
  filters: z.array(z.string()).default([]),
  people: z.array(z.uuid()).max(1000).default([]),
})

/** Says that a list of people leaves the system: asked and audited before its first row is read. */
export const exportMembers = defineCommand('members.export', ExportMembers, async (ctx, input) => {
  await ctx.authorize(
    input.unitId ? canExportMembersOf(input.unitId) : may('members.export').anywhere,
  )
  ctx.note({
    unitId: input.unitId,
    details: { filters: input.filters, people: input.people.length },
  })
})
