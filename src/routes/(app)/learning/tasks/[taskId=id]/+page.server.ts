import { redirect } from '@sveltejs/kit'
import { canCheckAt, checkTask, getTask } from '#modules/learning/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.read(async (ctx) => {
    const task = await getTask(ctx, params.taskId)
    return {
      task,
      mayCheck:
        task.state === 'waiting' &&
        task.personId !== ctx.actor.personId &&
        (await ctx.allows(canCheckAt(task.unitId))),
    }
  })

const ofThis = (verdict: 'accepted' | 'returned') =>
  formAction(checkTask, {
    input: (form, event: RequestEvent) => ({
      submissionId: event.params.taskId,
      verdict,
      reason: form.get('reason') ?? '',
    }),
    done: () => redirect(303, '/learning/tasks'),
  })

export const actions = { accept: ofThis('accepted'), return: ofThis('returned') } satisfies Actions
