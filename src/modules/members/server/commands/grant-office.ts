import { grantRole } from '#platform/server/access/grant-role.ts'
import { defineCommand } from '#platform/server/command.ts'
import { GrantRole } from '../office-shapes.ts'

/** Gives a person an office at a unit; who may is said at {@link grantRole}. */
export const grantOffice = defineCommand('access.grant_role', GrantRole, (ctx, input) =>
  grantRole(ctx, {
    personId: input.personId,
    roleType: input.roleType,
    unitId: input.unitId,
    validFrom: input.from,
    validTo: input.to ?? null,
    decisionNo: input.decisionNo ?? null,
  }),
)
