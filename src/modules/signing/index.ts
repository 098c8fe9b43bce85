// No shapes here: screens read codes through this door, and zod is nothing that they need.
export { codeInGroups, readCode } from './code.ts'
export type { ProviderKind } from './shapes.ts'
