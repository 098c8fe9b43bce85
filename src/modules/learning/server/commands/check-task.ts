import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { tell } from '#platform/server/notices/tell.ts'
import { CheckTask } from '../../shapes.ts'
import { issueIfComplete } from '../issue.ts'
import { canCheckAt } from '../policy.ts'

interface Held {
  id: string
  personId: string
  unitId: string
  courseId: string
  title: string
  state: string
}

/** An officer accepts a practical task, or gives it back with a reason that the learner reads. Nobody checks their own. */
export const checkTask = defineCommand('learning.check_task', CheckTask, async (ctx, input) => {
  const { rows } = await sql<Held>`
    select s.id, s.person_id, s.unit_id, s.course_id, v.title, s.state
      from learning.submission s left join learning.version v on v.id = s.version_id where s.id = ${input.submissionId}::uuid`.execute(
    ctx.db,
  )
  const held = rows[0]
  if (!held) throw new NotFound('learning.task_not_found')
  await ctx.authorize(canCheckAt(held.unitId))
  ctx.note({ unitId: held.unitId, subjectId: held.courseId, details: { verdict: input.verdict } })
  if (held.personId === ctx.actor.personId) throw new RuleBroken('learning.own_task')
  if (held.state === input.verdict) return { id: held.id }
  if (held.state !== 'waiting') throw new Conflict('learning.checked_already')
  const changed =
    await sql`update learning.submission set state = ${input.verdict}, reason = ${input.reason || null},
      checked_by = ${ctx.actor.personId ?? null}, checked_at = ${ctx.now()}
    where id = ${held.id}::uuid and state = 'waiting' returning id`.execute(ctx.db)
  if (changed.rows.length === 0) throw new Conflict('learning.checked_already')
  const certificateId =
    input.verdict === 'accepted' ? await issueIfComplete(ctx, held.personId, held.courseId) : null
  await tell(ctx, {
    personIds: [held.personId],
    kind: certificateId ? 'learning.certified' : `learning.task_${input.verdict}`,
    params: { title: held.title ?? '' },
    href: certificateId ? `/learning/certificates/${certificateId}` : `/learning/${held.courseId}`,
  })
  return { id: held.id, certificateId }
})
