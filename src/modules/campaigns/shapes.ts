import { z } from 'zod'
import { Day } from '#platform/shapes.ts'

export const campaignStates = ['planned', 'open', 'closed', 'cancelled'] as const
export type CampaignState = (typeof campaignStates)[number]
export type ActivityState = CampaignState
export type TeamRole = 'leader' | 'volunteer'
export type TeamState = 'signed_up' | 'accepted' | 'withdrawn' | 'declined'

/** Body of a field record `campaigns.check_in`: a person by their id or by the text of their card. */
export const CheckInBody = z
  .object({
    activityId: z.uuid(),
    personId: z.uuid().optional(),
    card: z.string().max(400).optional(),
    method: z.enum(['card', 'roster', 'self']),
  })
  .refine((it) => it.method !== 'card' || it.card !== undefined, {
    path: ['card'],
    error: 'required',
  })
  .refine((it) => it.method !== 'roster' || it.personId !== undefined, {
    path: ['personId'],
    error: 'required',
  })
export type CheckInBody = z.output<typeof CheckInBody>

/** Body of the field records that take another one back. */
export const UndoBody = z.object({ recordId: z.uuid() })
export type UndoBody = z.output<typeof UndoBody>

const name = z.string().trim().min(1).max(200).normalize('NFC')
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text || undefined)
    .optional()
const ticked = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])])
  .transform((it) => it === true || it === 'on' || it === 'true')
  .default(false)
/** A time of day in Vietnam. */
const Clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'clock_invalid' })
  .or(z.literal('').transform(() => undefined))
  .optional()

export const PlanCampaign = z
  .object({ id: z.uuid(), unitId: z.uuid(), name, theme: line(1000), startsOn: Day, endsOn: Day })
  .refine((it) => it.endsOn >= it.startsOn, {
    path: ['endsOn'],
    error: 'campaigns_ends_before_start',
  })

export const ChangeCampaign = z
  .object({ campaignId: z.uuid(), name, theme: line(1000), startsOn: Day, endsOn: Day })
  .refine((it) => it.endsOn >= it.startsOn, {
    path: ['endsOn'],
    error: 'campaigns_ends_before_start',
  })

export const OneCampaign = z.object({ campaignId: z.uuid() })

const ActivityFields = z.object({
  name,
  place: line(300),
  heldOn: Day,
  startsAt: Clock,
  endsAt: Clock,
  isPeakDay: ticked,
  isPublic: ticked,
})

const endsLater = (it: { startsAt?: string | undefined; endsAt?: string | undefined }) =>
  !it.startsAt || !it.endsAt || it.endsAt > it.startsAt
const endsEarlier = { path: ['endsAt'], error: 'campaigns_ends_before_start_time' }

export const PlanActivity = ActivityFields.extend({
  id: z.uuid(),
  campaignId: z.uuid(),
  unitId: z.uuid(),
}).refine(endsLater, endsEarlier)
export const ChangeActivity = ActivityFields.extend({ activityId: z.uuid() }).refine(
  endsLater,
  endsEarlier,
)
export const OneActivity = z.object({ activityId: z.uuid() })

export const SignUp = z.object({ id: z.uuid(), activityId: z.uuid() })
export const TeamMember = z.object({ activityId: z.uuid(), personId: z.uuid() })
export const AcceptVolunteer = TeamMember.extend({
  role: z.enum(['leader', 'volunteer']).default('volunteer'),
})

export const AddToTeam = z.object({
  activityId: z.uuid(),
  personIds: z.array(z.uuid()).min(1).max(500),
  role: z.enum(['leader', 'volunteer']).default('volunteer'),
})

export const CheckIn = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  personId: z.uuid(),
  happenedAt: z.iso.datetime({ offset: true }).optional(),
})
export const UndoCheckIn = z.object({ checkInId: z.uuid() })
