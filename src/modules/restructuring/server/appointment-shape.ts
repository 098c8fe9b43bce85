import { z } from 'zod'
import { type RoleTypeName, roleTypes } from '#platform/server/access/role-types.ts'

/** An office that somebody takes by a reform. */
export const Appoint = z.object({
  id: z.guid(),
  draftId: z.guid(),
  personId: z.guid(),
  roleType: z.enum(Object.keys(roleTypes) as [RoleTypeName, ...RoleTypeName[]]),
  unitId: z.guid(),
})
