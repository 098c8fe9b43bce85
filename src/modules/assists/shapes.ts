import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { callbackLimits, mostPeople } from './limits.ts'
import { outcomes } from './outcomes.ts'

export type { Outcome } from './outcomes.ts'

export const consentMethods = ['spoken', 'signed', 'guardian'] as const
export type ConsentMethod = (typeof consentMethods)[number]

const Phone = z
  .string()
  .max(callbackLimits.phone)
  .transform((text, issue) => {
    const phone = readPhone(text)
    if (phone) return phone
    issue.addIssue({ code: 'custom', message: 'phone_invalid' })
    return z.NEVER
  })

/**
 * Whom to call back, and that they agreed. Law 91/2025/QH15 wants proof of the consent: which text
 * was read to them, when, how, and who recorded it.
 */
export const Callback = z.object({
  name: z.string().trim().min(1).max(callbackLimits.name).normalize('NFC'),
  phone: Phone,
  purpose: z.string().trim().min(1).max(callbackLimits.purpose).normalize('NFC'),
  consentTextVersion: z.string().min(1).max(40),
  consentMethod: z.enum(consentMethods),
  consentedAt: z.iso.datetime({ offset: true }),
})
export type Callback = z.output<typeof Callback>

const helped = {
  service: z.string().min(1).max(60),
  procedure: z
    .string()
    .min(1)
    .max(60)
    .nullish()
    .transform((it) => it ?? undefined),
  outcome: z.enum(outcomes),
  people: z.int().min(1).max(mostPeople),
}

/** Body of a field record `assists.assist`. */
export const AssistBody = z.object({
  activityId: z.uuid(),
  ...helped,
  callback: Callback.nullish().transform((it) => it ?? undefined),
})
export type AssistBody = z.output<typeof AssistBody>

const typedNumber = z.coerce.number().int().min(1).max(mostPeople)
const typedCode = z
  .string()
  .max(60)
  .transform((text) => text || undefined)
  .optional()

export const UndoAssist = z.object({ assistId: z.uuid() })

export const CorrectAssist = z.object({
  id: z.uuid(),
  assistId: z.uuid(),
  service: helped.service,
  procedure: typedCode,
  outcome: helped.outcome,
  people: typedNumber,
})

export const OneCallback = z.object({ assistId: z.uuid() })
