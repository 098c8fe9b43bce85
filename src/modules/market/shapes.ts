import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { bookCategories } from './books.ts'
import { productKinds } from './kinds.ts'
import { limits } from './limits.ts'
import { deliveryWays, orderStates, paymentWays } from './states.ts'

const text = (most: number) => z.string().trim().min(1).max(most).normalize('NFC')
const nothing = z.literal('').transform(() => undefined)
const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)

/** A whole number as people write it, thousands apart by dots: `85.000`. */
const whole = (least: number, most: number) =>
  z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d{1,3}([.\s]\d{3})+$|^\d+$/, { error: 'market_number_invalid' })
        .transform((it) => Number(it.replace(/[.\s]/g, ''))),
    ])
    .pipe(z.int().min(least).max(most))

const Phone = z.string().transform((written, issue) => {
  const phone = readPhone(written)
  if (phone) return phone
  issue.addIssue({ code: 'custom', message: 'phone_invalid' })
  return z.NEVER
})

export const OpenStall = z
  .object({
    id: z.uuid(),
    /** Of a venture, or of a unit that gathers for several. */
    ventureId: z.uuid().or(nothing).optional(),
    unitId: z.uuid().or(nothing).optional(),
    name: perhaps(limits.name),
  })
  .refine((it) => (it.ventureId === undefined) !== (it.unitId === undefined), {
    path: ['ventureId'],
    error: 'required',
  })

export const SaveStall = z
  .object({
    stallId: z.uuid(),
    version: z.coerce.number().int(),
    name: text(limits.name),
    about: perhaps(limits.description),
    phone: nothing.or(Phone).optional(),
    pickupPlace: perhaps(limits.address),
    deliveryArea: perhaps(limits.address),
    deliveryFee: nothing.or(whole(0, limits.deliveryFee)).optional(),
    takesPickup: ticked,
    takesDelivery: ticked,
    takesCash: ticked,
    takesTransfer: ticked,
    bankBin: nothing.or(z.string().regex(/^\d{6}$/)).optional(),
    accountNumber: perhaps(30),
    accountHolder: perhaps(80),
    isOpen: ticked,
    isAssisted: ticked,
  })
  .refine((it) => !it.isOpen || it.takesPickup || it.takesDelivery, {
    path: ['takesPickup'],
    error: 'market_no_delivery_way',
  })
  .refine((it) => !it.isOpen || it.takesCash || it.takesTransfer, {
    path: ['takesCash'],
    error: 'market_no_payment_way',
  })
  .refine((it) => !it.takesPickup || it.pickupPlace !== undefined || !it.isOpen, {
    path: ['pickupPlace'],
    error: 'required',
  })

const Month = nothing.or(z.coerce.number().int().min(1).max(12)).optional()

export const SaveProduct = z
  .object({
    id: z.uuid(),
    stallId: z.uuid(),
    /** Of what was seen; absent for a new one. */
    version: nothing.or(z.coerce.number().int()).optional(),
    name: text(limits.name),
    kind: z.enum(productKinds, { error: 'required' }),
    description: perhaps(limits.description),
    ocopStars: nothing.or(z.coerce.number().int().min(0).max(5)).optional(),
    unitOfSale: text(limits.unitOfSale),
    price: whole(1, limits.price),
    stock: whole(0, limits.stock),
    /** How many there were when the form was made: what was sold meanwhile is not put back. */
    seenStock: nothing.or(z.coerce.number().int().min(0)).optional(),
    seasonFrom: Month,
    seasonTo: Month,
    isListed: ticked,
  })
  .refine((it) => (it.seasonFrom === undefined) === (it.seasonTo === undefined), {
    path: ['seasonTo'],
    error: 'market_season_half',
  })
export type SaveProduct = z.output<typeof SaveProduct>

export const OneProduct = z.object({ productId: z.uuid() })
export const AttachPhoto = z.object({
  id: z.uuid(),
  productId: z.uuid(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(1).max(limits.photoBytes),
})
export const RemovePhoto = z.object({ photoId: z.uuid() })

const OrderedItem = z.object({
  productId: z.uuid(),
  quantity: z.coerce.number().int().min(1).max(limits.quantity),
})

/** What somebody without an account orders. No price is among it: `seenTotal` only tells what they were shown. */
export const PlaceOrder = z
  .object({
    id: z.uuid(),
    stallId: z.uuid(),
    cycleId: z.uuid().or(nothing).optional(),
    items: z
      .array(OrderedItem)
      .min(1, { error: 'market_nothing_chosen' })
      .max(limits.lines)
      .refine((items) => new Set(items.map(({ productId }) => productId)).size === items.length, {
        error: 'market_item_twice',
      }),
    seenTotal: z.coerce.number().int().min(0),
    deliveryWay: z.enum(deliveryWays, { error: 'required' }),
    paymentWay: z.enum(paymentWays, { error: 'required' }),
    name: text(limits.buyerName),
    phone: Phone,
    address: perhaps(limits.address),
    note: perhaps(limits.note),
    consent: z.literal('on', { error: 'market_consent_missing' }),
    /** People leave it empty; programs fill it in. */
    website: z.string().max(500).optional(),
  })
  .refine((it) => it.deliveryWay === 'pickup' || it.address !== undefined, {
    path: ['address'],
    error: 'required',
  })

export const Token = z.string().regex(/^[\w-]{32}$/)
export const CancelOwnOrder = z.object({ token: Token })

export const AdvanceOrder = z
  .object({
    orderId: z.uuid(),
    /** The state that was seen: what happened meanwhile is not done over. */
    state: z.enum(orderStates),
    to: z.enum(['confirmed', 'handed_over', 'cancelled']),
    reason: perhaps(limits.reason),
  })
  .refine((it) => it.to !== 'cancelled' || it.reason !== undefined, {
    path: ['reason'],
    error: 'required',
  })
export const MarkPaid = z.object({ orderId: z.uuid() })

export const TakeStatement = z.object({
  stallId: z.uuid(),
  transfers: z
    .array(
      z.object({
        key: z.string().min(1).max(100),
        bookedOn: Day,
        amount: z.int().min(1).max(9_999_999_999),
        memo: z.string().max(5000),
        reference: z.string().max(500),
      }),
    )
    .max(limits.statementRows),
})
export const SettleTransfer = z.object({
  transferId: z.uuid(),
  /** Which order it pays; none where it has nothing to do with one. */
  orderId: z.uuid().or(nothing).optional(),
})

/**
 * What SePay sends when money moves (developer.sepay.vn, webhooks): `id` is the same however often it is sent.
 * The bank's own fields may be missing or null.
 */
export const SepayMessage = z.object({
  id: z.union([z.int(), z.string().regex(/^[\w-]{1,60}$/)]),
  transactionDate: z.string().max(40),
  accountNumber: z.string().max(40),
  subAccount: z.string().max(60).nullish(),
  code: z.string().max(100).nullish(),
  content: z.string().max(2000).nullish(),
  transferType: z.enum(['in', 'out']),
  transferAmount: z.coerce.number().int().min(0).max(9_999_999_999),
  referenceCode: z.string().max(200).nullish(),
})
export const ReceiveSepay = z.object({
  /** The header `Authorization`: `Apikey` and the key of the installation's configuration. */
  authorization: z.string().max(500),
  message: SepayMessage,
})

export const SaveCycle = z
  .object({
    id: z.uuid(),
    stallId: z.uuid(),
    version: nothing.or(z.coerce.number().int()).optional(),
    title: text(limits.name),
    note: perhaps(limits.description),
    opensOn: Day,
    closesOn: Day,
    handoverOn: Day,
    place: text(limits.address),
    feePercent: nothing.or(z.coerce.number().int().min(0).max(30)).optional(),
  })
  .refine((it) => it.closesOn >= it.opensOn, { path: ['closesOn'], error: 'market_cycle_order' })
  .refine((it) => it.handoverOn >= it.closesOn, {
    path: ['handoverOn'],
    error: 'market_cycle_order',
  })
export const OneCycle = z.object({ cycleId: z.uuid() })
export const OfferProduct = z.object({ cycleId: z.uuid(), productId: z.uuid() })
export const DecideOffer = z.object({
  cycleId: z.uuid(),
  productId: z.uuid(),
  decision: z.enum(['accept', 'decline']),
})
export const PayOut = z.object({
  cycleId: z.uuid(),
  stallId: z.uuid(),
  /** What was seen as sold; where it is another now, nothing is paid. */
  goods: z.coerce.number().int().min(1),
})

export const AddBookEntry = z.object({
  id: z.uuid(),
  stallId: z.uuid(),
  kind: z.enum(['income', 'expense'], { error: 'required' }),
  category: z.enum(bookCategories, { error: 'required' }),
  amount: whole(1, 9_999_999_999),
  bookedOn: Day,
  note: perhaps(limits.note),
})
export const StrikeBookEntry = z.object({ entryId: z.uuid() })
