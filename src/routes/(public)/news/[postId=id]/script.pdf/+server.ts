import { languageName, secondsToRead, spokenText } from '#modules/outreach/index.ts'
import { getPublicPost, makeScriptPaper, textOf } from '#modules/outreach/server/index.ts'
import * as m from '#paraglide/messages.js'
import { dayOf, writtenDay } from '#platform/days.ts'
import { countDrawing } from '#platform/server/drawing-limit.ts'
import { fileResponse } from '#platform/server/files/file-response.ts'
import type { RequestHandler } from './$types'

const vi = { locale: 'vi' } as const

/** What the village loudspeaker reads out, with how long it takes. */
export const GET: RequestHandler = async (event) => {
  countDrawing(event, 'sheet')
  const { locals, params, url } = event
  const post = await locals.read((ctx) => getPublicPost(ctx, params.postId))
  const text = textOf(post, url.searchParams.get('lang'))
  const spoken = spokenText(text)
  const seconds = secondsToRead(spoken)
  const time =
    seconds < 90
      ? m.outreach_script_time({ seconds }, vi)
      : m.outreach_script_time_minutes(
          { minutes: Math.floor(seconds / 60), seconds: seconds % 60 },
          vi,
        )
  const at = post.publishedAt ?? locals.asking.now()
  const pdf = await makeScriptPaper({
    title: text.title,
    heading: m.outreach_script({}, vi),
    text: spoken,
    notes: [
      time,
      m.outreach_script_language({ language: languageName(text.language) }, vi),
      m.outreach_script_twice({}, vi),
    ],
    footer: `${m.outreach_script_from({ unit: post.unitName }, vi)} · ${writtenDay(dayOf(at))}`,
    at,
  })
  return fileResponse(pdf, {
    name: text.title,
    extension: 'pdf',
    mediaType: 'application/pdf',
    inline: true,
  })
}
