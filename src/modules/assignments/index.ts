export type { AssignmentState } from './shapes.ts'
