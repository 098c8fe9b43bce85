import { guideOf, listProcedures } from '#modules/assists/server/index.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  cacheInPublic(event)
  const procedures = await event.locals.read(listProcedures)
  return {
    look: 'wide' as const,
    procedures: procedures
      .filter(({ code }) => code !== 'other')
      .map((one) => ({ ...one, isExplained: Boolean(guideOf(one.code)) })),
  }
}
