import { sql } from 'kysely'
import { readPhone } from '#platform/phone.ts'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Forbidden, Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { limits } from '../../limits.ts'
import { LeavePrincipal, NamePrincipal, ShowPrincipal } from '../../shapes.ts'
import { indexVenture } from '../index-venture.ts'
import { canDraft } from '../policy.ts'
import { holdManaged, holdVenture, manages, tellChange } from '../venture-of.ts'

/** Somebody of the register under both a name and a number; throws Invalid where nobody stands under both. */
export async function findPerson(
  ctx: CommandContext,
  name: string,
  number: string,
): Promise<string> {
  const { rows } = await sql<{ id: string | null }>`
    select ventures.find_person(${name}, ${readPhone(number) ?? number.toUpperCase()}) as id`.execute(
    ctx.db,
  )
  if (!rows[0]?.id) throw new Invalid([{ path: 'number', code: 'ventures_nobody_there' }])
  return rows[0].id
}

/**
 * Names one of the people behind a venture: somebody of the register, by name and number, or by name alone. Whether
 * the public page names somebody of the register is for them to say (showPrincipal); throws Invalid otherwise.
 */
export const namePrincipal = defineCommand(
  'ventures.name_principal',
  NamePrincipal,
  async (ctx, input) => {
    const venture = await holdManaged(ctx, input.ventureId)
    const { rows } = await sql<{ id: string }>`
      select id from ventures.principal where venture_id = ${venture.id}::uuid`.execute(ctx.db)
    if (rows.some(({ id }) => id === input.id)) {
      ctx.note({ unitId: venture.unitId, subjectId: venture.id })
      return { id: input.id }
    }
    if (rows.length >= limits.principals)
      throw new RuleBroken('ventures.too_many_people', { limit: limits.principals })
    const personId = input.number ? await findPerson(ctx, input.name, input.number) : null
    if (input.manages && !personId)
      throw new Invalid([{ path: 'number', code: 'ventures_manager_in_register' }])
    if (input.showsName && personId && personId !== ctx.actor.personId)
      throw new Invalid([{ path: 'showsName', code: 'ventures_says_for_themselves' }])
    await sql`insert into ventures.principal (id, venture_id, unit_id, person_id, name, role, manages, shows_name, joined_on)
      values (${input.id}, ${venture.id}, ${venture.unitId}, ${personId}, ${personId ? null : input.name}, ${input.role},
              ${input.manages}, ${input.showsName}, ${input.joinedOn ?? null})`.execute(ctx.db)
    await tellChange(ctx, venture, 'person_named', { role: input.role })
    await indexVenture(ctx, venture.id)
    return { id: input.id }
  },
)

/** Somebody is no longer behind it from a day on, and reads it no more; that they were stays. */
export const leavePrincipal = defineCommand(
  'ventures.leave_principal',
  LeavePrincipal,
  async (ctx, input) => {
    const venture = await holdManaged(ctx, input.ventureId)
    // Before it is so: who leaves themselves may write nothing here afterwards.
    await tellChange(ctx, venture, 'person_left', { on: input.on })
    const changed = await sql`update ventures.principal set left_on = ${input.on}
      where id = ${input.principalId}::uuid and venture_id = ${venture.id}::uuid`.execute(ctx.db)
    if (!changed.numAffectedRows) throw new NotFound('ventures.person_not_found')
    await indexVenture(ctx, venture.id, venture.unitId)
    return { id: input.principalId }
  },
)

/** Whether the public page names somebody: each for themselves, those in no register by whoever keeps the venture. */
export const showPrincipal = defineCommand(
  'ventures.show_principal',
  ShowPrincipal,
  async (ctx, input) => {
    const venture = await holdVenture(ctx, input.ventureId)
    await ctx.authorize(canDraft)
    const { rows } = await sql<{ personId: string | null }>`
      select person_id from ventures.principal where id = ${input.principalId}::uuid and venture_id = ${venture.id}::uuid`.execute(
      ctx.db,
    )
    if (!rows[0]) throw new NotFound('ventures.person_not_found')
    const isOwn = rows[0].personId !== null && rows[0].personId === ctx.actor.personId
    // Nobody is named on a page for everybody by somebody else, unless they have no login to say so.
    if (!isOwn && (input.showsName ? rows[0].personId !== null : !(await manages(ctx, venture.id))))
      throw new Forbidden('ventures.says_for_themselves')
    if (!isOwn && !(await manages(ctx, venture.id))) throw new Forbidden()
    await sql`update ventures.principal set shows_name = ${input.showsName} where id = ${input.principalId}::uuid`.execute(
      ctx.db,
    )
    ctx.note({ unitId: venture.unitId, subjectId: venture.id })
    await indexVenture(ctx, venture.id)
    return { id: input.principalId }
  },
)
