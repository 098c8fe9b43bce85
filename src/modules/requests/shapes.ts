import { z } from 'zod'
import { readPhone } from '#platform/phone.ts'
import { limits, topics } from './topics.ts'

const perhaps = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .normalize('NFC')
    .transform((it) => it || undefined)
    .optional()

export const AskForHelp = z.object({
  id: z.uuid(),
  /** Made by the form, kept by nobody else: 22 signs of base64url. */
  link: z.string().regex(/^[\w-]{22}$/),
  unitId: z.uuid({ error: 'required' }),
  topic: z.enum(topics, { error: 'requests_topic_missing' }),
  wish: perhaps(limits.wish),
  village: perhaps(limits.village),
  name: z.string().trim().min(1).max(limits.name).normalize('NFC'),
  phone: z.string().transform((text, issues) => {
    const phone = readPhone(text)
    if (!phone)
      issues.addIssue({ code: 'custom', message: text.trim() ? 'phone_invalid' : 'required' })
    return phone ?? ''
  }),
  consent: z.literal('on', { error: 'requests_consent_missing' }),
  /** People cannot see this field; programs fill it in. */
  website: z.string().optional(),
})

export const OneLink = z.object({ link: z.string().regex(/^[\w-]{22}$/) })
export const OneRequest = z.object({ requestId: z.uuid() })
export const SettleRequest = OneRequest.extend({
  outcome: z.string().trim().min(1).max(limits.outcome).normalize('NFC'),
})
