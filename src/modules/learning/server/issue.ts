import { sql } from 'kysely'
import { newVerifyCode } from '#modules/signing/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { rememberBadgeKey } from './badge-key.ts'

/** Gives a person the certificate of a course where everything that it asks for is done; its id, or null. */
export async function issueIfComplete(
  ctx: Context,
  personId: string,
  courseId: string,
): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select learning.issue_if_complete(${personId}::uuid, ${courseId}::uuid, ${uuidv7(ctx.now().getTime())}::uuid, ${newVerifyCode()}) as id`.execute(
    ctx.db,
  )
  const id = rows[0]?.id ?? null
  if (id) await rememberBadgeKey(ctx)
  return id
}
