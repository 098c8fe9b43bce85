import type { RequestEvent } from '@sveltejs/kit'
import { unitFromForm } from '#modules/units/server/index.ts'
import type { Channel } from '../states.ts'
import { channels } from '../states.ts'
import type { Post } from './queries.ts'

const mostTexts = 3
const mostPlaces = 400

/** A post's form as the command reads it: texts without a title are left out, units may be typed by name. */
export async function postFromForm(form: FormData, event: RequestEvent): Promise<unknown> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const { unitId, places } = await event.locals.read(async (ctx) => {
    const found: string[] = []
    for (let n = 0; n < mostPlaces && (form.has(`place${n}`) || form.has(`place${n}Text`)); n++) {
      const place = await unitFromForm(ctx, form, `place${n}`)
      if (place) found.push(place)
    }
    return { unitId: await unitFromForm(ctx, form), places: [...new Set(found)] }
  })
  return {
    id: (event.params as { postId?: string }).postId ?? text('id'),
    version: text('version') || undefined,
    unitId,
    kind: text('kind') || 'news',
    campaignId: text('campaignId'),
    texts: Array.from({ length: mostTexts }, (_, n) => n)
      .filter((n) => n === 0 || text(`title${n}`))
      .map((n) => ({
        language: text(`language${n}`) || (n === 0 ? 'vi' : ''),
        title: text(`title${n}`),
        summary: text(`summary${n}`),
        body: text(`body${n}`),
        spoken: text(`spoken${n}`),
      })),
    everybody: form.get('everybody') === 'on',
    audience: places.length > 0 || !unitId ? places : [unitId],
    channels: channels.filter((channel: Channel) => form.get(`channel_${channel}`) === 'on'),
    sourceName: text('sourceName'),
    sourceUrl: text('sourceUrl'),
    sourceOn: text('sourceOn'),
    sourceText: text('sourceText'),
  }
}

/** A post as its form shows it. */
export const formOf = (post: Post): Record<string, string | null> => ({
  kind: post.kind,
  campaignId: post.campaignId,
  everybody: post.toEverybody ? 'on' : null,
  sourceName: post.sourceName,
  sourceUrl: post.sourceUrl,
  sourceOn: post.sourceOn,
  sourceText: post.sourceText,
  ...Object.fromEntries(post.channels.map((channel) => [`channel_${channel}`, 'on'])),
  ...Object.fromEntries(
    post.texts.flatMap((text, n) => [
      [`language${n}`, text.language],
      [`title${n}`, text.title],
      [`summary${n}`, text.summary],
      [`body${n}`, text.body],
      [`spoken${n}`, text.spoken],
    ]),
  ),
})
