export { type BodyBlock, parseBody } from './body.ts'
export {
  type Authority,
  type DeliveryFilter,
  type DocumentState,
  deliveryFilters,
  type Form,
  type Secrecy,
  type StepKind,
  type Urgency,
} from './kinds.ts'
