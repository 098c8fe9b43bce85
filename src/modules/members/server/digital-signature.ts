import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'

/**
 * The register's fact whether the actor has a digital signature, kept by whoever keeps certificates. Only
 * about oneself; an officer edits it with the rest of the person.
 */
export async function recordDigitalSignature(
  ctx: Context,
  personId: string,
  has: boolean,
): Promise<void> {
  await sql`select members.record_digital_signature(${personId}, ${has})`.execute(ctx.db)
}
