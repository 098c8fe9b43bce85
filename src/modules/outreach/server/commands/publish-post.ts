import { sql } from 'kysely'
import { z } from 'zod'
import { defineCommand } from '#platform/server/command.ts'
import { putPublicEntry } from '#platform/server/public-index/index.ts'
import { plainText } from '../../markup.ts'
import { channels } from '../../states.ts'
import { isSetUp } from '../channels/channel.ts'
import { clockOnly } from '../policy.ts'

/**
 * Run by the clock only: publishes one approved post whose time has come, and queues what goes out. What
 * another run has published already stays as it is.
 */
export const publishPost = defineCommand(
  'outreach.publish',
  z.object({ postId: z.uuid() }),
  async (ctx, input) => {
    await ctx.authorize(clockOnly)
    const ready = channels.filter((channel) => isSetUp(ctx.config, channel))
    const { rows } = await sql<{
      done: boolean
    }>`select outreach.publish(${input.postId}::uuid, ${ctx.now()}, ${ready}::text[]) as done`.execute(
      ctx.db,
    )
    if (!rows[0]?.done) return { done: false }
    const { rows: posts } = await sql<{
      unitId: string
      language: string
      title: string
      summary: string
      body: string
      place: string | null
    }>`select p.unit_id, t.language, t.title, t.summary, t.body, outreach.name_of(p.unit_id) as place
         from outreach.post p join outreach.text t on t.post_id = p.id and t.language = p.language
        where p.id = ${input.postId}::uuid`.execute(ctx.db)
    const [post] = posts
    if (!post) return { done: true }
    ctx.note({ unitId: post.unitId, subjectId: input.postId })
    await putPublicEntry(ctx, {
      kind: 'post',
      id: input.postId,
      title: post.title,
      summary: post.summary,
      words: plainText(post.body),
      address: `/news/${input.postId}`,
      picture: `/news/${input.postId}/card.png`,
      unitId: post.unitId,
      place: post.place,
      language: post.language,
    })
    await ctx.enqueue('outreach.go_on', {})
    await ctx.emit('outreach.published', { postId: input.postId, unitId: post.unitId })
    return { done: true }
  },
)
