import { sql } from 'kysely'
import type { z } from 'zod'
import { admitMember } from '#modules/members/server/index.ts'
import { addDays } from '#platform/days.ts'
import { type CommandContext, defineCommand, parseInput } from '#platform/server/command.ts'
import { Invalid, NotFound, RuleBroken } from '#platform/server/errors.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { proposalConsent } from '../../consent.ts'
import { ConfirmProposal, DiscardProposal, IdeaFields, ReceiveProposal } from '../../shapes.ts'
import { canSendProposal, canSettleProposalAt } from '../policy.ts'
import { dueOn, firstStepFrom, tellStep } from '../steps.ts'
import { tellAnswerable } from '../tell.ts'

/** How many proposals of one phone number may wait at a time. */
const mostOfOnePhone = 3

/**
 * Takes in what somebody without an account proposes on the public page. A branch calls them before
 * anybody else sees it; until then name and number wait with it, and are deleted after some days.
 */
export const receiveProposal = defineCommand(
  'ideas.receive_proposal',
  ReceiveProposal,
  async (ctx, input) => {
    await ctx.authorize(canSendProposal)
    ctx.note({ unitId: input.unitId, subjectId: input.id })
    // Whoever fills in what people cannot see is thanked and not listened to.
    if (input.website) return { id: input.id }
    const { id, unitId, name, phone, birthYear, consent: _, website: __, ...content } = input
    const until = addDays(ctx.today, ctx.config.IDEA_DAYS_PROPOSAL)
    const { rows } = await sql<{ answer: string }>`
      select ideas.receive_proposal(${id}::uuid, ${unitId}::uuid, ${JSON.stringify(content)}::jsonb, ${name}, ${phone},
        ${birthYear ?? null}::int, ${proposalConsent}, ${ctx.now()}, ${until}::date, ${mostOfOnePhone}) as answer`.execute(
      ctx.db,
    )
    if (rows[0]?.answer === 'no_unit') throw new Invalid([{ path: 'unitId', code: 'required' }])
    if (rows[0]?.answer === 'too_many') throw new RuleBroken('ideas.too_many_proposals')
    return { id }
  },
)

interface Proposal {
  id: string
  unitId: string
  content: unknown
  name: string
  phone: string
}

async function holdProposal(ctx: CommandContext, id: string): Promise<Proposal> {
  const { rows } = await sql<Proposal>`
    select id, unit_id, content, name, phone from ideas.proposal where id = ${id}::uuid and state = 'waiting' for update`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new NotFound('ideas.proposal_not_found')
  return rows[0]
}

/**
 * A branch has called whoever proposed it: the idea becomes that person's and goes to the branch, under
 * the id that it had. They are somebody of the register, or are entered as a youth.
 */
export const confirmProposal = defineCommand(
  'ideas.confirm_proposal',
  ConfirmProposal,
  async (ctx, input) => {
    const proposal = await holdProposal(ctx, input.proposalId)
    await ctx.authorize(canSettleProposalAt(proposal.unitId))
    const personId = input.personId ?? (await admitYouth(ctx, proposal, input))
    const { rows } = await sql<{
      unitId: string | null
    }>`select unit_id from members.person where id = ${personId}::uuid`.execute(ctx.db)
    const unitId = rows[0]?.unitId
    if (!unitId) throw new NotFound('ideas.person_not_found')
    await ctx.authorize(canSettleProposalAt(unitId))
    const fields = IdeaFields.omit({ coAuthors: true }).parse(proposal.content)
    const step = await firstStepFrom(ctx, unitId)
    if (!step) throw new RuleBroken('ideas.nobody_screens')
    const due = dueOn(ctx, step.state)
    await sql`insert into ideas.idea (id, unit_id, home_unit_id, author_id, title, problem, solution, beneficiaries, place, category,
        state, step_unit_id, step_since, step_due, proposed_on, created_at, updated_at)
      values (${proposal.id}, ${unitId}, ${unitId}, ${personId}, ${fields.title}, ${fields.problem}, ${fields.solution},
        ${fields.beneficiaries ?? null}, ${fields.place ?? null}, ${fields.category}, ${step.state}, ${step.unitId},
        ${ctx.today}, ${due}, ${ctx.today}, ${ctx.now()}, ${ctx.now()})`.execute(ctx.db)
    await sql`insert into ideas.author (id, idea_id, unit_id, person_id, is_main, shows_name)
      values (${uuidv7(ctx.now().getTime())}, ${proposal.id}, ${unitId}, ${personId}, true, ${fields.showsName})`.execute(
      ctx.db,
    )
    await tellStep(ctx, {
      id: uuidv7(ctx.now().getTime()),
      ideaId: proposal.id,
      unitId,
      state: 'draft',
      verdict: 'confirmed',
      atUnitId: step.unitId,
      dueOn: due,
    })
    await sql`delete from ideas.proposal where id = ${proposal.id}::uuid`.execute(ctx.db)
    ctx.note({ unitId, subjectId: proposal.id, details: { admitted: !input.personId } })
    await ctx.emit('ideas.proposed', { ideaId: proposal.id, unitId })
    await tellAnswerable(ctx, { id: proposal.id, title: fields.title }, step.unitId, due)
    return { id: proposal.id }
  },
)

async function admitYouth(
  ctx: CommandContext,
  proposal: Proposal,
  input: z.output<typeof ConfirmProposal>,
): Promise<string> {
  const unitId = input.unitId ?? proposal.unitId
  const fields = parseInput(admitMember.shape, {
    id: input.newPersonId,
    unitId,
    kind: 'youth',
    fullName: proposal.name,
    phone: proposal.phone,
    birth: input.birth,
    joinedOn: ctx.today,
    confirmed: true,
  })
  const { id } = await admitMember.handle(ctx, fields)
  return id
}

/** A branch does not take a proposal on; it is deleted with name and number after some days. */
export const discardProposal = defineCommand(
  'ideas.discard_proposal',
  DiscardProposal,
  async (ctx, input) => {
    const proposal = await holdProposal(ctx, input.proposalId)
    await ctx.authorize(canSettleProposalAt(proposal.unitId))
    await sql`update ideas.proposal set state = 'discarded', decided_by = ${ctx.actor.personId ?? null}::uuid,
        decided_reason = ${input.reason}, delete_after = ${addDays(ctx.today, ctx.config.IDEA_DAYS_PROPOSAL)}::date
      where id = ${proposal.id}::uuid`.execute(ctx.db)
    ctx.note({ unitId: proposal.unitId, subjectId: proposal.id })
    return { id: proposal.id }
  },
)
