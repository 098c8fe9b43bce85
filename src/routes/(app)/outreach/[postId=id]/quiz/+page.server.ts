import { error, redirect } from '@sveltejs/kit'
import { isEditable } from '#modules/outreach/index.ts'
import {
  canWriteAt,
  findQuizEnd,
  getPost,
  listWrittenQuestions,
  saveQuiz,
} from '#modules/outreach/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const rows = 5
const optionRows = 4

export const load: PageServerLoad = async ({ locals, params }) =>
  locals.read(async (ctx) => {
    const post = await getPost(ctx, params.postId)
    await ctx.authorize(canWriteAt(post.unitId))
    if (!isEditable(post.state)) error(404, 'not_found')
    const questions = await listWrittenQuestions(ctx, post.id)
    return {
      post: { id: post.id, title: post.texts[0]?.title ?? '' },
      rows,
      optionRows,
      values: Object.fromEntries([
        ['closesOn', await findQuizEnd(ctx, post.id)],
        ...questions.flatMap((question, index) => [
          [`text${index}`, question.text],
          [`right${index}`, String(question.rightOption)],
          [`explanation${index}`, question.explanation],
          ...question.options.map((option, at) => [`option${index}_${at}`, option]),
        ]),
      ]) as Record<string, string | null>,
    }
  })

function quizFrom(form: FormData, event: RequestEvent) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    postId: event.params.postId,
    closesOn: text('closesOn'),
    questions: Array.from({ length: rows }, (_, index) => index)
      .filter((index) => text(`text${index}`))
      .map((index) => ({
        text: text(`text${index}`),
        options: Array.from({ length: optionRows }, (_, at) => text(`option${index}_${at}`)).filter(
          Boolean,
        ),
        right: text(`right${index}`),
        explanation: text(`explanation${index}`),
      })),
  }
}

export const actions = {
  default: formAction(saveQuiz, {
    input: quizFrom,
    done: ({ id }) => redirect(303, `/outreach/${id}?done=saved`),
  }),
} satisfies Actions
