export { callbackLimits, mostPeople } from './limits.ts'
export { outcomes } from './outcomes.ts'
export type { FieldPack } from './server/field-pack.ts'
export type { AssistBody, ConsentMethod, Outcome } from './shapes.ts'
