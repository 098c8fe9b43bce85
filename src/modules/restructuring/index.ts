export { type ComparedRow, compareTrees, type Mark } from './plan/compare.ts'
export { type Effects, effectsOf } from './plan/effects.ts'
export {
  type BeforeAfter,
  type CountedKind,
  countedKinds,
  foretell,
  levelsOf,
} from './plan/foretell.ts'
export { ordersOf, struckWith, unitsNamedBy } from './plan/orders.ts'
