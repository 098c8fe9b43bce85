export { type BookCategory, bookCategories } from './books.ts'
export { kindName, type ProductKind, productKinds } from './kinds.ts'
export { limits } from './limits.ts'
export {
  amountOf,
  type Dong,
  type Payout,
  payoutsOf,
  type Sums,
  sumsOf,
  writtenDong,
} from './money.ts'
export { isInSeason, monthsUntil, type Season } from './season.ts'
export {
  awaitsTransfer,
  buyerMayCancel,
  type DeliveryWay,
  deliveryWays,
  nextStates,
  type OrderState,
  orderStates,
  type PaymentWay,
  paymentWays,
} from './states.ts'
