import { sql } from 'kysely'
import { defineCommand } from '#platform/server/command.ts'
import { Conflict, Invalid, RuleBroken } from '#platform/server/errors.ts'
import { RegisterEmployer } from '../../shapes.ts'
import { canRegister } from '../policy.ts'
import { tellCheckers } from '../tell.ts'

/** Takes in an employer that asks to be in the register; an officer verifies it before it may offer anything. */
export const registerEmployer = defineCommand(
  'jobs.register_employer',
  RegisterEmployer,
  async (ctx, input) => {
    await ctx.authorize(canRegister)
    ctx.note({ unitId: input.unitId, subjectId: input.id })
    // Whoever fills in what people cannot see is thanked and not listened to.
    if (input.website) return { id: input.id }
    const { rows } = await sql<{
      answer: string
    }>`select jobs.register_employer(${input.id}::uuid, ${input.unitId}::uuid,
      ${input.kind}, ${input.name}, ${input.registrationNo}, ${input.place}, ${input.contactName}, ${input.phone},
      ${input.email ?? null}, ${input.licenceNo ?? null}) as answer`.execute(ctx.db)
    const answer = rows[0]?.answer
    if (answer === 'no_unit') throw new Invalid([{ path: 'unitId', code: 'required' }])
    if (answer === 'taken') throw new Conflict('jobs.registration_taken')
    if (answer === 'too_many') throw new RuleBroken('jobs.too_many_employers')
    if (answer === 'stored')
      await tellCheckers(ctx, input.unitId, {
        kind: 'jobs.employer_waits',
        params: { name: input.name },
        href: `/recruitment/employers/${input.id}`,
      })
    return { id: input.id }
  },
)
