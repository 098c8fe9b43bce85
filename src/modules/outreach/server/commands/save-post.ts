import { sql } from 'kysely'
import { type CommandContext, defineCommand } from '#platform/server/command.ts'
import { Forbidden, Invalid } from '#platform/server/errors.ts'
import { SavePost } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { expectEditable, findPost, topOf } from '../post-of.ts'
import { getCampaign } from '../queries.ts'

/**
 * Keeps a post as a draft, or changes the draft: its texts in each language, to whom and over which
 * channels. It goes only to units for which its writer may write, and joins only a campaign of such a unit:
 * with its first post a campaign is public, which is its planners' to decide. A campaign that somebody else put
 * the post into stays. Who changed it is one of its writers from then on.
 */
export const savePost = defineCommand('outreach.save_post', SavePost, async (ctx, input) => {
  const found = await findPost(ctx, input.id)
  const unitId = found?.unitId ?? input.unitId
  await ctx.authorize(canWriteAt(unitId))
  const audience = input.everybody ? [await topOf(ctx, unitId)] : input.audience
  for (const one of audience) await ctx.authorize(canWriteAt(one))
  if (input.campaignId && input.campaignId !== found?.campaignId)
    await ctx.authorize(canWriteAt((await getCampaign(ctx, input.campaignId)).unitId))
  if (audience.length === 0) throw new Invalid([{ path: 'audience', code: 'required' }])
  ctx.note({
    unitId,
    subjectId: input.id,
    details: { languages: input.texts.map((it) => it.language).join(', ') },
  })
  if (found) {
    expectEditable(found, input.version)
    await change(ctx, input)
  } else await begin(ctx, input)
  await keepTexts(ctx, input, unitId)
  await keepAudience(ctx, input.id, audience)
  return { id: input.id }
})

async function begin(ctx: CommandContext, input: SavePost) {
  const { personId } = ctx.actor
  if (!personId) throw new Forbidden()
  await sql`insert into outreach.post (id, unit_id, campaign_id, kind, language, to_everybody, channels, source_name,
      source_url, source_on, source_text, created_by, editors, created_at, updated_at)
    values (${input.id}, ${input.unitId}, ${input.campaignId ?? null}, ${input.kind}, ${input.texts[0]?.language},
      ${input.everybody}, ${input.channels}, ${input.sourceName ?? null}, ${input.sourceUrl ?? null}, ${input.sourceOn ?? null},
      ${input.sourceText ?? null}, ${personId}, ${[personId]}::uuid[], ${ctx.now()}, ${ctx.now()})`.execute(
    ctx.db,
  )
}

async function change(ctx: CommandContext, input: SavePost) {
  await sql`update outreach.post set campaign_id = ${input.campaignId ?? null}, kind = ${input.kind},
      language = ${input.texts[0]?.language}, to_everybody = ${input.everybody}, channels = ${input.channels},
      source_name = ${input.sourceName ?? null}, source_url = ${input.sourceUrl ?? null},
      source_on = ${input.sourceOn ?? null}, source_text = ${input.sourceText ?? null},
      version = version + 1, updated_at = ${ctx.now()} where id = ${input.id}::uuid`.execute(ctx.db)
}

async function keepTexts(ctx: CommandContext, { id, texts }: SavePost, unitId: string) {
  const languages = texts.map(({ language }) => language)
  await sql`delete from outreach.text where post_id = ${id}::uuid and not language = any (${languages})`.execute(
    ctx.db,
  )
  for (const { language, title, summary, body, spoken } of texts)
    await sql`insert into outreach.text (post_id, unit_id, language, title, summary, body, spoken)
      values (${id}, ${unitId}, ${language}, ${title}, ${summary}, ${body}, ${spoken ?? null})
      on conflict (post_id, language) do update set title = excluded.title, summary = excluded.summary,
        body = excluded.body, spoken = excluded.spoken`.execute(ctx.db)
}

async function keepAudience(ctx: CommandContext, id: string, audience: readonly string[]) {
  await sql`delete from outreach.audience where post_id = ${id}::uuid and not unit_id = any (${audience}::uuid[])`.execute(
    ctx.db,
  )
  await sql`insert into outreach.audience (post_id, unit_id)
    select ${id}::uuid, u from unnest(${audience}::uuid[]) u on conflict do nothing`.execute(ctx.db)
}
