import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

/**
 * The one person in the register whom a form's text means: a phone number, a member's code or a whole name.
 * Nothing where nobody or several are meant.
 */
export async function findSigner(ctx: Context, typed: string): Promise<string | undefined> {
  const text = typed.trim()
  if (!text) return undefined
  const digits = text.replace(/[\s.-]/g, '').replace(/^0/, '+84')
  const { rows } = await sql<{ id: string }>`
    select p.id from members.person p
     where p.phone = ${digits} or p.code = ${text} or p.full_name = ${text.normalize('NFC')}
     limit 2`.execute(ctx.db)
  return rows.length === 1 ? rows[0]?.id : undefined
}
