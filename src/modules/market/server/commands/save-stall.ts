import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid } from '#platform/server/errors.ts'
import { banks, isAccountNumber } from '#platform/server/payments/vietqr.ts'
import { SaveStall } from '../../shapes.ts'
import { accountKeyOf, openAccount, sealAccount } from '../account.ts'
import { showStall } from '../show-products.ts'
import { holdStall } from '../stall-of.ts'

/**
 * How a stall sells: where one fetches, what bringing costs, how one pays. The account's number stays as it was
 * where none is typed; without a bank it is forgotten. An account that a stall of somebody else's has is refused:
 * messages of the bank would tell both what comes in.
 */
export const saveStall = defineCommand('market.save_stall', SaveStall, async (ctx, input) => {
  const stall = await holdStall(ctx, input.stallId)
  if (stall.version !== input.version) throw new Conflict('conflict')
  const account = accountOf(ctx, stall.accountSealed, input)
  if (input.takesTransfer && !account)
    throw new Invalid([{ path: 'accountNumber', code: 'required' }])
  const accountKey = account ? accountKeyOf(ctx.sealer, account.number) : null
  if (accountKey && !stall.accountKey?.equals(accountKey)) await askForAccount(ctx, accountKey)
  await sql`update market.stall set name = ${input.name}, about = ${input.about ?? null}, phone = ${input.phone ?? null},
      pickup_place = ${input.pickupPlace ?? null}, delivery_area = ${input.deliveryArea ?? null}, delivery_fee = ${input.deliveryFee ?? 0},
      takes_pickup = ${input.takesPickup}, takes_delivery = ${input.takesDelivery}, takes_cash = ${input.takesCash},
      takes_transfer = ${input.takesTransfer}, bank_bin = ${account ? (input.bankBin ?? null) : null},
      account_sealed = ${account ? sealAccount(ctx.sealer, account) : null},
      account_key = ${accountKey},
      is_open = ${input.isOpen}, is_assisted = ${stall.ventureId !== null && input.isAssisted},
      version = version + 1, updated_at = ${ctx.now()}
    where id = ${stall.id}::uuid`.execute(ctx.db)
  await showStall(ctx, stall.id)
  return { id: stall.id }
})

/** What a stall has already it keeps: of one family several may share an account. Throws Invalid. */
async function askForAccount(ctx: Parameters<typeof holdStall>[0], accountKey: Buffer) {
  const { rows } = await sql<{ isOfOthers: boolean }>`
    select market.is_account_of_others(${accountKey}) as is_of_others`.execute(ctx.db)
  if (rows[0]?.isOfOthers)
    throw new Invalid([{ path: 'accountNumber', code: 'market_account_of_others' }])
}

function accountOf(
  ctx: Parameters<typeof holdStall>[0],
  sealed: Buffer | null,
  input: {
    bankBin?: string | undefined
    accountNumber?: string | undefined
    accountHolder?: string | undefined
  },
) {
  if (!input.bankBin) return undefined
  if (!banks.some(({ bin }) => bin === input.bankBin))
    throw new Invalid([{ path: 'bankBin', code: 'required' }])
  const number = input.accountNumber?.replace(/[\s.-]/g, '')
  const before = sealed ? openAccount(ctx.sealer, sealed) : undefined
  const holder = input.accountHolder ?? before?.holder ?? ''
  if (!number) return before && { ...before, holder }
  if (!isAccountNumber(number))
    throw new Invalid([{ path: 'accountNumber', code: 'market_account_invalid' }])
  return { number, holder }
}
