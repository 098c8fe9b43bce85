export { type Assigned, assign } from './assign.ts'
export { changeAssignment } from './commands/change-assignment.ts'
export {
  cancelAssignment,
  completeAssignment,
  reopenAssignment,
} from './commands/end-assignment.ts'
export { giveAssignment } from './commands/give-assignment.ts'
export { getAssignment, nameOfOwner } from './get-assignment.ts'
export { canGiveAt, canListAssignments } from './policy.ts'
export {
  type AssignmentRow,
  countMyWork,
  listAssignments,
  listAssignmentsOf,
  listOpenAssignments,
  listToFollow,
  type Shown,
} from './queries.ts'
export { remindOwners } from './tasks.ts'
