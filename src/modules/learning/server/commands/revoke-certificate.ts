import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { NotFound } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { RevokeCertificate } from '../../shapes.ts'
import { canReviewAt } from '../policy.ts'

/** Takes a certificate back with a reason; its public page says so from then on, and the report counts it no more. */
export const revokeCertificate = defineCommand(
  'learning.revoke_certificate',
  RevokeCertificate,
  async (ctx, input) => {
    const { rows } = await sql<{
      id: string
      unitId: string
      personId: string
      courseTitle: string
      revokedOn: string | null
    }>`
    select id, unit_id, person_id, course_title, revoked_on from learning.certificate where id = ${input.certificateId}::uuid`.execute(
      ctx.db,
    )
    const held = rows[0]
    if (!held) throw new NotFound('learning.certificate_not_found')
    await ctx.authorize(canReviewAt(held.unitId))
    ctx.note({ unitId: held.unitId, subjectId: held.id, details: { reason: input.reason } })
    if (held.revokedOn) return { id: held.id }
    await sql`update learning.certificate set revoked_on = ${ctx.today}::date, revoked_by = ${ctx.actor.personId ?? null},
      revoke_reason = ${input.reason} where id = ${held.id}::uuid`.execute(ctx.db)
    await tell(ctx, {
      personIds: [held.personId],
      kind: 'learning.revoked',
      params: { title: held.courseTitle },
      href: `/learning/certificates/${held.id}`,
    })
    return { id: held.id }
  },
)
