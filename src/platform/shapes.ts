import { z } from 'zod'
import { readDay } from './days.ts'

/** Shape of a day in a form or an API call; accepts both ways of writing it. */
export const Day = z
  .string()
  .transform((text, issue) => {
    const day = readDay(text)
    if (day) return day
    issue.addIssue({ code: 'custom', message: 'day_invalid' })
    return z.NEVER
  })
  .meta({ id: 'Day', description: 'A calendar day, YYYY-MM-DD', example: '2024-04-03' })
