import { isEditable, isScreening, isWaiting } from '#modules/ideas/index.ts'
import {
  advanceIdea,
  canDecideAt,
  chooseName,
  findAnswerable,
  findSimilar,
  getIdea,
  listAuthors,
  listFiles,
  listSteps,
  publishIdea,
  removeFile,
  screenIdea,
  takeBackIdea,
  withdrawIdea,
} from '#modules/ideas/server/index.ts'
import { listVenturesOfIdea } from '#modules/ventures/server/index.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const idea = await getIdea(ctx, params.ideaId)
    const mayDecide =
      isWaiting(idea.state) && (await ctx.allows(canDecideAt(idea.stepUnitId ?? idea.homeUnitId)))
    const mayMerge =
      idea.isInsider && !isEditable(idea.state) && (await ctx.allows(canDecideAt(idea.homeUnitId)))
    return {
      idea,
      authors: await listAuthors(ctx, idea.id),
      steps: await listSteps(ctx, idea.id),
      files: await listFiles(ctx, idea.id),
      ventures: await listVenturesOfIdea(ctx, idea.id),
      answerable: isWaiting(idea.state)
        ? ((await findAnswerable(ctx, idea.stepUnitId)) ?? null)
        : null,
      similar: mayMerge && isScreening(idea.state) ? await findSimilar(ctx, idea) : [],
      mayDecide,
      mayMerge,
      newId: uuidv7(),
      today: ctx.today,
      done: url.searchParams.get('done'),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  ideaId: event.params.ideaId,
})

export const actions = {
  screen: formAction(screenIdea, {
    input: (form, event: RequestEvent) => {
      const { scores: _, ...rest } = ofThis(form, event) as Record<string, unknown>
      const scores = Object.fromEntries(
        [...form.entries()].flatMap(([key, value]) =>
          key.startsWith('scores.') && value ? [[key.slice(7), value]] : [],
        ),
      )
      return { ...rest, ...(Object.keys(scores).length > 0 && { scores }) }
    },
  }),
  publish: formAction(publishIdea, { input: ofThis }),
  advance: formAction(advanceIdea, { input: ofThis }),
  takeBack: formAction(takeBackIdea, { input: ofThis }),
  withdraw: formAction(withdrawIdea, { input: ofThis }),
  name: formAction(chooseName, { input: ofThis }),
  removeFile: formAction(removeFile),
} satisfies Actions
