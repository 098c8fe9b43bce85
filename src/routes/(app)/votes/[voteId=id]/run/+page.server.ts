import { error } from '@sveltejs/kit'
import { listMembers } from '#modules/members/server/index.ts'
import {
  cancelVote,
  canRunVotesAt,
  closeVote,
  countsFromForm,
  enterCounts,
  findEntered,
  getProgress,
  getVote,
  listRoll,
  markPaper,
  openVote,
  reopenHandingOut,
  startCasting,
} from '#modules/voting/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const text = url.searchParams.get('q')?.trim() ?? ''
  return locals.read(async (ctx) => {
    const vote = await getVote(ctx, params.voteId)
    if (!(await ctx.allows(canRunVotesAt(vote.unitId)))) error(403, 'forbidden')
    const isDraft = vote.state === 'draft'
    return {
      vote,
      text,
      progress: await getProgress(ctx, vote.id),
      entered: await findEntered(ctx, vote.id),
      people: isDraft ? (await listMembers(ctx, { unitId: vote.unitId, limit: 500 })).rows : [],
      roll: isDraft ? [] : await listRoll(ctx, vote.id, { text, limit: text ? 50 : 100 }),
    }
  })
}

const input = (_: FormData, event: RequestEvent) => ({ voteId: event.params.voteId })

export const actions = {
  open: formAction(openVote, {
    input: (form, event: RequestEvent) => ({
      ...input(form, event),
      personIds: form.getAll('people'),
      entitled: form.get('entitled') || undefined,
      proxies: form
        .getAll('absentId')
        .map((absentId, index) => ({ absentId, holderId: form.getAll('holderId')[index] }))
        .filter(({ absentId }) => absentId),
    }),
  }),
  cast: formAction(startCasting, { input }),
  reopen: formAction(reopenHandingOut, { input }),
  paper: formAction(markPaper, {
    input: (form, event: RequestEvent) => ({
      ...input(form, event),
      personId: form.get('personId'),
      onPaper: form.get('onPaper') ?? '',
    }),
  }),
  counts: formAction(enterCounts, {
    input: (form, event: RequestEvent) => ({
      ...input(form, event),
      counts: countsFromForm(form),
    }),
  }),
  close: formAction(closeVote, { input }),
  cancel: formAction(cancelVote, { input }),
} satisfies Actions
