import { endRole } from '#platform/server/access/grant-role.ts'
import { defineCommand } from '#platform/server/command.ts'
import { EndRole } from '../office-shapes.ts'

/** Ends an office: `on` is the first day on which it no longer holds. */
export const endOffice = defineCommand('access.end_role', EndRole, (ctx, input) =>
  endRole(ctx, input),
)
