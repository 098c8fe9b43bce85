import QRCode from 'qrcode'
import {
  canListMembers,
  issueCards,
  listCards,
  listMembers,
} from '#modules/members/server/index.ts'
import { getUnit } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { isUuid, uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const chosen = url.searchParams.getAll('people').filter(isUuid).slice(0, 200)
  const unitId = uuidFrom(url.searchParams.get('unit'))
  const { people, cards, unit } = await locals.read(async (ctx) => {
    await ctx.authorize(canListMembers)
    const within = unitId ? await getUnit(ctx, unitId) : null
    const ids =
      chosen.length > 0 || !within
        ? chosen
        : (await listMembers(ctx, { unitId: within.id, limit: 200 })).rows.map((row) => row.id)
    return { people: ids, cards: await listCards(ctx, ids), unit: within }
  })
  const drawn = await Promise.all(
    cards.map(async ({ personId, fullName, code, text }) => ({
      personId,
      fullName,
      code,
      qr: await QRCode.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    })),
  )
  const have = new Set(cards.map((card) => card.personId))
  return {
    unitName: unit?.name ?? null,
    // A form that is sent comes back to the same people, whose cards are then there to print.
    selection: new URLSearchParams([
      ...chosen.map((id) => ['people', id]),
      ...(unitId ? [['unit', unitId]] : []),
    ]).toString(),
    cards: drawn,
    without: people.filter((id) => !have.has(id)),
  }
}

export const actions = {
  issue: formAction(issueCards, { input: (form) => ({ personIds: form.getAll('personIds') }) }),
} satisfies Actions
