import { redirect } from '@sveltejs/kit'
import { listProcedures } from '#modules/assists/server/index.ts'
import { listPublicUnits } from '#modules/ideas/server/index.ts'
import { readPublicFigures } from '#modules/indicators/server/index.ts'
import { isNewInstallation } from '#modules/units/server/index.ts'
import { publicKinds } from '#platform/public-kinds.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import { listFront } from '#platform/server/public-index/index.ts'
import type { PageServerLoad } from './$types'

/** Of how many procedures the front page speaks, those that are asked for most. */
const asked = [
  'birth_registration',
  'identity_card',
  'permanent_residence',
  'health_insurance',
  'criminal_record',
  'household_business',
]
const year = 365 * 86_400

/**
 * What the province's youth do for whoever comes, near the commune that they chose. The same for everybody
 * without an account and without a commune, so that whatever stands in between may keep it.
 */
export const load: PageServerLoad = async (event) => {
  const { locals, url, cookies } = event
  if (await isNewInstallation(locals.app)) redirect(303, '/welcome')
  const figures = await readPublicFigures(locals.app)
  const chosen = url.searchParams.get('commune')
  const wanted = chosen ?? cookies.get('commune') ?? ''
  return locals.read(async (ctx) => {
    const communes = await listPublicUnits(ctx)
    const commune = /^[0-9a-f-]{8,36}$/.test(wanted)
      ? communes.find(({ unitId }) => unitId.endsWith(wanted))
      : undefined
    if (chosen !== null)
      cookies.set('commune', commune?.unitId ?? '', {
        path: '/',
        maxAge: commune ? year : 0,
        httpOnly: true,
        sameSite: 'lax',
        secure: url.protocol === 'https:',
      })
    // Two hundred names are a fifth of the page: they come when they are asked for.
    const isChoosing = url.searchParams.has('choose') || chosen !== null || Boolean(commune)
    cacheInPublic(event, { isForAll: chosen === null && !cookies.get('commune') })
    const entries = await listFront(ctx, {
      kinds: publicKinds.filter((kind) => kind !== 'procedure'),
      unitId: commune?.unitId,
      each: 4,
    })
    const procedures = await listProcedures(ctx)
    return {
      look: 'front' as const,
      figures,
      commune: commune ? { id: commune.unitId, name: commune.name } : null,
      isChoosing,
      communes: (isChoosing ? communes : []).map(({ unitId, name, above }) => ({
        value: unitId.slice(-8),
        label: name,
        ...(above && { group: above }),
      })),
      // Only what is seen of it: the page is one piece, and on a slow network each kilobyte is a wait.
      entries: entries.map(({ publicAt: _, language: __, until: ___, summary, ...entry }) => ({
        ...entry,
        summary: summary && summary.length > 120 ? `${summary.slice(0, 119).trimEnd()}…` : summary,
      })),
      procedures: asked.flatMap((code) => procedures.find((one) => one.code === code) ?? []),
    }
  })
}
