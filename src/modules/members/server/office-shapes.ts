import { z } from 'zod'
import { type RoleTypeName, roleTypes } from '#platform/server/access/role-types.ts'
import { Day } from '#platform/shapes.ts'

const emptyIsAbsent = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((value) => (value === '' ? undefined : value), shape.optional())

export const GrantRole = z
  .object({
    personId: z.uuid(),
    roleType: z.enum(Object.keys(roleTypes) as [RoleTypeName, ...RoleTypeName[]]),
    unitId: z.uuid(),
    from: Day,
    /** The first day on which it no longer holds. */
    to: emptyIsAbsent(Day),
    decisionNo: emptyIsAbsent(z.string().trim().max(100)),
  })
  .refine((it) => !it.to || it.to > it.from, { path: ['to'], error: 'access_ends_before_start' })

export const EndRole = z.object({ roleId: z.uuid(), on: Day })
