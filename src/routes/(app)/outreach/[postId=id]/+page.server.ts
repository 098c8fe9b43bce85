import { redirect } from '@sveltejs/kit'
import { secondsToRead, spokenText } from '#modules/outreach/index.ts'
import {
  canWriteAt,
  decidePost,
  findPeopleOf,
  getPost,
  isSetUp,
  keepFile,
  listCommunesOf,
  listDeliveries,
  listReach,
  listWrittenQuestions,
  mayApprove,
  removeFile,
  retryDelivery,
  submitPost,
  takeBackPost,
  withdrawPost,
} from '#modules/outreach/server/index.ts'
import { dayOf, readDay } from '#platform/days.ts'
import { formAction, formFailure, readForm, sessionOver } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const post = await getPost(ctx, params.postId)
    await ctx.authorize(canWriteAt(post.unitId))
    const isOut = post.publishedAt !== null
    const communes = isOut ? await listCommunesOf(ctx, post.id) : []
    return {
      post,
      ...(await findPeopleOf(ctx, post.id)),
      spoken: post.texts.map((text) => ({
        language: text.language,
        seconds: secondsToRead(spokenText(text)),
      })),
      isMine: post.editors.includes(ctx.actor.personId ?? ''),
      mayApprove: await mayApprove(ctx, post.id),
      deliveries: isOut ? await listDeliveries(ctx, post.id) : [],
      reach: isOut ? await listReach(ctx, post.id) : [],
      questions: post.hasQuiz ? await listWrittenQuestions(ctx, post.id) : [],
      notSetUp: post.channels.filter((channel) => !isSetUp(locals.app.config, channel)),
      communes: communes.map(({ unitId, code, name }) => ({ code: code ?? unitId, name })),
      origin: (locals.app.config.ORIGIN ?? url.origin).replace(/\/$/, ''),
      done: url.searchParams.get('done'),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  postId: event.params.postId,
})

/** The day and the hour of publishing, each as it was typed; a day without an hour begins at seven. */
function decisionFrom(form: FormData, event: RequestEvent) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const day = text('publishOn')
  const time = text('publishTime') || (day ? '07:00' : '')
  const on = day ? (readDay(day) ?? day) : time ? dayOf(event.locals.asking.now()) : ''
  return { ...ofThis(form, event), publishAt: on && `${on}T${time}` }
}
const back = (_: unknown, event: RequestEvent) => redirect(303, `/outreach/${event.params.postId}`)

export const actions = {
  submit: formAction(submitPost, { input: ofThis, done: back }),
  decide: formAction(decidePost, { input: decisionFrom, done: back }),
  takeBack: formAction(takeBackPost, { input: ofThis, done: back }),
  withdraw: formAction(withdrawPost, { input: ofThis, done: back }),
  retry: formAction(retryDelivery, { done: back }),
  removeFile: formAction(removeFile, { done: back }),
  addFile: async (event: RequestEvent) => {
    const form = await event.request.formData()
    if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
    try {
      await keepFile(event.locals.app, event.locals.asking, form, event.params.postId ?? '')
    } catch (error) {
      return formFailure(error, form)
    }
    return back(undefined, event)
  },
} satisfies Actions
