// Apart from the shapes: what the browser shows needs no zod.
export const forms = ['union', 'state'] as const
export type Form = (typeof forms)[number]
export const secrecies = ['none', 'confidential'] as const
export type Secrecy = (typeof secrecies)[number]
export const urgencies = ['none', 'urgent', 'express'] as const
export type Urgency = (typeof urgencies)[number]
/** own: in one's own right. on_behalf: T/M, for the committee. by_order: TL, by order of the standing committee. */
export const authorities = ['own', 'on_behalf', 'by_order'] as const
export type Authority = (typeof authorities)[number]
export const documentStates = [
  'draft',
  'review',
  'approved',
  'signing',
  'issued',
  'registered',
  'archived',
  'withdrawn',
] as const
export type DocumentState = (typeof documentStates)[number]
export type StepKind =
  | 'drafted'
  | 'submitted'
  | 'commented'
  | 'sent_back'
  | 'approved'
  | 'signing'
  | 'signed'
  | 'declined'
  | 'issued'
  | 'distributed'
  | 'reminded'
  | 'archived'
  | 'withdrawn'
  | 'registered'
export const deliveryFilters = ['all', 'unread', 'received', 'read'] as const
export type DeliveryFilter = (typeof deliveryFilters)[number]
