import { error, redirect } from '@sveltejs/kit'
import {
  commentOnIdea,
  findKeptIdea,
  getIdea,
  listComments,
  listFiles,
  reportComment,
  supportIdea,
  withdrawSupport,
} from '#modules/ideas/server/index.ts'
import { listVenturesOfIdea } from '#modules/ventures/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const idea = await getIdea(ctx, params.ideaId).catch((fault) => {
      if (fault instanceof NotFound) return undefined
      throw fault
    })
    if (!idea?.isPublic) {
      const kept = await findKeptIdea(ctx, params.ideaId)
      if (kept) redirect(308, `/gallery/${kept}`)
      error(404, 'not_found')
    }
    const files = await listFiles(ctx, idea.id)
    const {
      id,
      title,
      problem,
      solution,
      beneficiaries,
      place,
      category,
      state,
      publicAuthor,
      publicPlace,
      publishedOn,
    } = idea
    const { bankCode, bankUrl, supportedBy, outcome, supports, supported, isInsider, showsName } =
      idea
    return {
      // Nothing else leaves: this page is for everybody.
      idea: {
        ...{
          id,
          title,
          problem,
          solution,
          beneficiaries,
          place,
          category,
          state,
          publicAuthor,
          publicPlace,
          publishedOn,
        },
        ...{ bankCode, bankUrl, supportedBy, outcome, supports, supported, isInsider },
        isAuthor: showsName !== null,
      },
      ventures: (await listVenturesOfIdea(ctx, idea.id))
        .filter((one) => one.isPublic)
        .map(({ id, name }) => ({ id, name })),
      photos: files.filter(({ isPhoto }) => isPhoto).map((file) => file.id),
      comments: (await listComments(ctx, idea.id)).map(
        ({ id, body, shownAs, state, isMine, decidedReason, writtenAt }) => ({
          id,
          body,
          shownAs,
          state,
          isMine,
          decidedReason: isMine ? decidedReason : null,
          writtenAt,
        }),
      ),
      newId: uuidv7(),
      address: `${url.origin}/gallery/${idea.id}`,
      mayTakePart: ctx.actor.kind === 'person' && Boolean(ctx.actor.personId),
      reported: url.searchParams.has('reported'),
    }
  })

const ofThis = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  ideaId: event.params.ideaId,
})
const back = (_: unknown, event: RequestEvent) => redirect(303, `/gallery/${event.params.ideaId}`)

export const actions = {
  support: formAction(supportIdea, { input: ofThis, done: back }),
  unsupport: formAction(withdrawSupport, { input: ofThis, done: back }),
  comment: formAction(commentOnIdea, {
    input: ofThis,
    done: (_, event: RequestEvent) => redirect(303, `/gallery/${event.params.ideaId}#comments`),
  }),
  report: formAction(reportComment, {
    done: (_, event: RequestEvent) =>
      redirect(303, `/gallery/${event.params.ideaId}?reported=1#comments`),
  }),
} satisfies Actions
