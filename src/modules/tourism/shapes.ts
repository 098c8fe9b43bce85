import { z } from 'zod'
import { addDays } from '#platform/days.ts'
import { readPhone } from '#platform/phone.ts'
import { Day } from '#platform/shapes.ts'
import { hostLanguages, limits, mostNights, photoSides, placeKinds, priceUnits } from './kinds.ts'

const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()
const empty = z.literal('').transform(() => undefined)
const phone = (isNeeded: boolean) =>
  z.string().transform((text, issues) => {
    const read = readPhone(text)
    if (!read && (isNeeded || text.trim()))
      issues.addIssue({ code: 'custom', message: text.trim() ? 'phone_invalid' : 'required' })
    return read ?? ''
  })
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (it) => (it === undefined ? [] : Array.isArray(it) ? it : [it]),
    z.array(item).max(20),
  )
const money = z.coerce.number().int().min(0).max(1_000_000_000)

export const SavePlace = z
  .object({
    id: z.uuid(),
    kind: z.enum(placeKinds),
    unitId: z.uuid(),
    ventureId: z.uuid().or(empty).optional(),
    name: z.string().trim().min(1).max(limits.name).normalize('NFC'),
    summary: z.string().trim().min(1).max(limits.summary).normalize('NFC'),
    story: perhaps(limits.story),
    village: perhaps(limits.village),
    latitude: z.coerce.number().min(8).max(24).or(empty).optional(),
    longitude: z.coerce.number().min(102).max(110).or(empty).optional(),
    phone: phone(false).optional(),
    languages: several(z.enum(hostLanguages)),
    months: several(z.coerce.number().int().min(1).max(12)),
    startsOn: Day.or(empty).optional(),
    endsOn: Day.or(empty).optional(),
    price: money.or(empty).optional(),
    priceUnit: z.enum(priceUnits).or(empty).optional(),
    bankBin: z
      .string()
      .regex(/^\d{6}$/)
      .or(empty)
      .optional(),
    bankAccount: z
      .string()
      .regex(/^[A-Za-z0-9]{4,19}$/)
      .or(empty)
      .optional(),
  })
  .refine((it) => it.kind !== 'festival' || (it.startsOn && it.endsOn), {
    path: ['startsOn'],
    error: 'required',
  })
  .refine((it) => !it.startsOn || !it.endsOn || it.endsOn >= it.startsOn, {
    path: ['endsOn'],
    error: 'tourism_ends_before_start',
  })
  .refine((it) => Boolean(it.bankBin) === Boolean(it.bankAccount), {
    path: ['bankAccount'],
    error: 'required',
  })

export const ShowPlace = z.object({ placeId: z.uuid(), to: z.enum(['public', 'hidden']) })
export const OnePlace = z.object({ placeId: z.uuid() })
export const SaveRoom = z.object({
  id: z.uuid(),
  placeId: z.uuid(),
  name: z.string().trim().min(1).max(100).normalize('NFC'),
  sleeps: z.coerce.number().int().min(1).max(60),
  price: money,
})

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Side = z.int().min(1).max(photoSides.large)
export const AddPhoto = z.object({
  id: z.uuid(),
  placeId: z.uuid(),
  caption: z.string().trim().min(1).max(limits.caption).normalize('NFC'),
  sha256: Hash,
  smallSha256: Hash,
  width: Side,
  height: Side,
})
/** What is said of a photo, before the photo itself is looked at. */
export const PhotoWords = AddPhoto.pick({ id: true, caption: true })
export const RemovePhoto = z.object({ photoId: z.uuid() })

const Stay = z.object({ roomId: z.uuid({ error: 'required' }), arrivesOn: Day, leavesOn: Day })
const staysWhile = (it: { arrivesOn: string; leavesOn: string }) =>
  it.leavesOn > it.arrivesOn && it.leavesOn <= addDays(it.arrivesOn, mostNights)
const nights = { path: ['leavesOn'], error: 'tourism_nights' }

export const AskForRoom = Stay.extend({
  id: z.uuid(),
  link: z.string().regex(/^[\w-]{22}$/),
  guests: z.coerce.number().int().min(1).max(60),
  name: z.string().trim().min(1).max(100).normalize('NFC'),
  phone: phone(true),
  wish: perhaps(limits.wish),
  consent: z.literal('on', { error: 'requests_consent_missing' }),
  website: z.string().optional(),
}).refine(staysWhile, nights)
export const CloseDays = Stay.extend({ id: z.uuid() }).refine(staysWhile, nights)

export const AnswerBooking = z.object({
  bookingId: z.uuid(),
  to: z.enum(['confirmed', 'declined', 'cancelled']),
  answer: perhaps(limits.answer),
})
export const CancelByLink = z.object({ link: z.string().regex(/^[\w-]{22}$/) })
