import QRCode from 'qrcode'
import { listCards } from '#modules/members/server/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { personId } = locals.asking.actor
  const [card] = personId ? await locals.read((ctx) => listCards(ctx, [personId])) : []
  return {
    card: card && {
      fullName: card.fullName,
      code: card.code,
      issuedOn: card.issuedOn,
      qr: await QRCode.toString(card.text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    },
  }
}
