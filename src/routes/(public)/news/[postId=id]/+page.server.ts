import { error } from '@sveltejs/kit'
import { getPublicPost, textOf } from '#modules/outreach/server/index.ts'
import { NotFound } from '#platform/server/errors.ts'
import type { PageServerLoad } from './$types'

/** A published post, in the language of the address. The link carries a commune, and nothing of the reader. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const post = await locals
    .read((ctx) => getPublicPost(ctx, params.postId))
    .catch((fault) => {
      if (fault instanceof NotFound) error(404, 'not_found')
      throw fault
    })
  const text = textOf(post, url.searchParams.get('lang'))
  const commune = url.searchParams.get('u')?.slice(0, 40) ?? ''
  return {
    // Nothing else leaves: this page is for everybody.
    post: {
      id: post.id,
      kind: post.kind,
      unitName: post.unitName,
      publishedAt: post.publishedAt,
      campaignId: post.campaignId,
      campaignName: post.campaignName,
      sourceName: post.sourceName,
      sourceUrl: post.sourceUrl,
      sourceOn: post.sourceOn,
      sourceText: post.sourceText,
      hasQuiz: post.hasQuiz,
      languages: post.texts.map(({ language }) => language),
      files: post.files.map(({ id, kind, language, description }) => ({
        id,
        kind,
        language,
        description,
      })),
    },
    text: { language: text.language, title: text.title, summary: text.summary, body: text.body },
    commune,
    origin: (locals.app.config.ORIGIN ?? url.origin).replace(/\/$/, ''),
  }
}
