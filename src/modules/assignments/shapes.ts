import { z } from 'zod'
import { Day } from '#platform/shapes.ts'

export const assignmentStates = ['open', 'done', 'cancelled'] as const
export type AssignmentState = (typeof assignmentStates)[number]

const title = z.string().trim().min(1).max(300).normalize('NFC')
const outcome = z.string().trim().max(2000).normalize('NFC')

export const GiveAssignment = z.object({
  id: z.uuid(),
  unitId: z.uuid(),
  title,
  ownerId: z.uuid({ error: 'assignments_owner_missing' }),
  dueOn: Day,
})

export const ChangeAssignment = z.object({
  assignmentId: z.uuid(),
  title,
  ownerId: z.uuid({ error: 'assignments_owner_missing' }),
  dueOn: Day,
})

/** `outcome`: what came of it, in a sentence; may be left out. */
export const CompleteAssignment = z.object({ assignmentId: z.uuid(), outcome: outcome.optional() })
export const ReopenAssignment = z.object({ assignmentId: z.uuid() })
/** `outcome`: why it is called off. */
export const CancelAssignment = z.object({ assignmentId: z.uuid(), outcome: outcome.min(1) })
