import { error, fail } from '@sveltejs/kit'
import {
  type Answered,
  findQuizEnd,
  getPublicPost,
  listCommunes,
  listQuestions,
  playQuiz,
  textOf,
} from '#modules/outreach/server/index.ts'
import { nobody } from '#platform/server/context.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formFailure, readForm, typedValues } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { openAddressLimit } from '#platform/server/sync/rate-limit.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

/** A class plays together behind one address; kept in memory only. */
const limit = openAddressLimit({ burst: 60, perSecond: 1 / 2 })

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const post = await getPublicPost(ctx, params.postId).catch((fault) => {
      if (fault instanceof NotFound) error(404, 'not_found')
      throw fault
    })
    if (!post.hasQuiz) error(404, 'not_found')
    const closesOn = await findQuizEnd(ctx, post.id)
    const communes = await listCommunes(ctx)
    const asked = url.searchParams.get('u') ?? ''
    return {
      post: { id: post.id, title: textOf(post).title, campaignId: post.campaignId },
      isClosed: closesOn !== null && closesOn < ctx.today,
      questions: await listQuestions(ctx, post.id),
      communes: communes.map(({ unitId, name, above }) => ({
        value: unitId,
        label: name,
        ...(above && { group: above }),
      })),
      commune:
        communes.find(({ unitId, code }) => code === asked || unitId === asked)?.unitId ?? '',
      newId: uuidv7(),
    }
  })

export const actions = {
  default: async ({ request, locals, params, getClientAddress }) => {
    const form = await request.formData()
    if (limit.take(getClientAddress(), Date.now()) > 0)
      return fail(429, {
        message: errorText('outreach.too_often'),
        code: 'outreach.too_often',
        faults: [],
        values: typedValues(form),
      })
    try {
      const input = readForm(form)
      const answers = Array.from({ length: 10 }, (_, index) =>
        form.get(`answer${index + 1}`),
      ).filter((answer) => answer !== null)
      // Whoever is signed in plays as nobody: nothing of them is in it.
      const results: Answered[] = await locals.app.run(
        { ...locals.asking, actor: nobody },
        playQuiz,
        {
          id: input.id,
          postId: params.postId,
          commune: input.commune || undefined,
          answers,
        },
      )
      return { results, hasCommune: Boolean(input.commune) }
    } catch (fault) {
      return formFailure(fault, form)
    }
  },
} satisfies Actions
