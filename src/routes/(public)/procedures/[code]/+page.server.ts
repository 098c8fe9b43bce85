import { guideOf, guidesCheckedOn, listProcedures } from '#modules/assists/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { params, locals } = event
  const procedures = await locals.read(listProcedures)
  const procedure = procedures.find(({ code }) => code === params.code && code !== 'other')
  if (!procedure) throw new NotFound('front.not_found')
  cacheInPublic(event)
  const guide = guideOf(procedure.code)
  const { locale } = locals.asking
  return {
    name: procedure.name,
    checkedOn: guidesCheckedOn,
    guide: guide
      ? {
          nationalCode: guide.nationalCode ?? null,
          where: guide.where[locale],
          steps: guide.steps.map((step) => step[locale]),
          papers: guide.papers.map((paper) => paper[locale]),
          fee: guide.fee[locale],
          time: guide.time[locale],
          rule: guide.rule,
        }
      : null,
  }
}
