import { bankSheet, canScreenSomewhere, listChosen } from '#modules/ideas/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { workbookResponse } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** The ideas that were chosen for the national bank, as its listing has them. */
export const GET: RequestHandler = async ({ locals }) => {
  if (locals.asking.actor.kind === 'nobody') throw new Forbidden('sign_in_first')
  const { ideas, today } = await locals.read(async (ctx) => {
    await ctx.authorize(canScreenSomewhere)
    return { ideas: await listChosen(ctx), today: ctx.today }
  })
  const name = m.ideas_bank_file({ day: writtenDay(today).replaceAll('/', '-') })
  return workbookResponse(name, bankSheet(ideas, today))
}
