import { redirect } from '@sveltejs/kit'
import QRCode from 'qrcode'
import { cancelByLink, getGuestBooking } from '#modules/tourism/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formFailure } from '#platform/server/form-action.ts'
import { writeVietQr } from '#platform/server/payments/vietqr.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  if (!/^[\w-]{22}$/.test(params.link)) throw new NotFound('tourism.no_booking')
  const { bankBin, bankAccount, ...booking } = await locals.read((ctx) =>
    getGuestBooking(ctx, params.link),
  )
  setHeaders({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
  const isPayable = booking.state === 'confirmed' && bankBin && bankAccount && booking.price > 0
  return {
    booking,
    code: isPayable
      ? await QRCode.toString(
          writeVietQr({
            bankBin,
            accountNumber: bankAccount,
            amount: booking.price,
            orderNumber: booking.code,
          }),
          { type: 'svg', margin: 2, errorCorrectionLevel: 'M' },
        )
      : null,
  }
}

export const actions = {
  default: async ({ request, locals, params }) => {
    const form = await request.formData()
    try {
      await locals.app.run(locals.asking, cancelByLink, { link: params.link })
    } catch (error) {
      return formFailure(error, form)
    }
    redirect(303, `/bookings/${params.link}`)
  },
} satisfies Actions
