import { writeVietQr } from '#platform/server/payments/vietqr.ts'
import type { OwnOrder } from './queries/public.ts'

/** The VietQR text that pays an order, with its amount and number; nothing where its stall has no account. */
export const codeOf = (
  order: Pick<OwnOrder, 'bankBin' | 'account' | 'total' | 'number'>,
): string | undefined =>
  order.bankBin && order.account
    ? writeVietQr({
        bankBin: order.bankBin,
        accountNumber: order.account.number,
        amount: order.total,
        orderNumber: order.number,
      })
    : undefined
