import { sql } from 'kysely'
import type { App } from '#platform/server/app.ts'

/** What a post says, in each of its languages. */
export interface SaidPost {
  id: string
  language: string
  texts: { language: string; title: string; summary: string }[]
}

/** Published posts with their texts, in the order asked. */
export async function readSaid(app: App, ids: readonly string[]): Promise<SaidPost[]> {
  const { rows } = await sql<SaidPost>`
    select p.id, p.language, (select jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'summary', t.summary))
                                from outreach.text t where t.post_id = p.id) as texts
      from outreach.post p where p.id = any (${ids}::uuid[]) and p.is_public
     order by array_position(${ids}::uuid[], p.id)`.execute(app.database.kysely)
  return rows
}

/** A post in a language, or else in the one in which it was written. */
export const textIn = (post: SaidPost, language: string | null) =>
  post.texts.find((text) => text.language === language) ??
  post.texts.find((text) => text.language === post.language) ?? {
    language: post.language,
    title: '',
    summary: '',
  }

/** The codes of communes, which links carry so that reading can be counted. */
export async function readCommuneCodes(app: App): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ unitId: string; code: string | null }>`
    select unit_id, code from outreach.communes()`.execute(app.database.kysely)
  return new Map(rows.map(({ unitId, code }) => [unitId, code ?? unitId]))
}

/** A post's address for people of a commune. */
export const linkTo = (
  origin: string,
  postId: string,
  options: { commune?: string | undefined; language?: string | undefined } = {},
): string => {
  const query = new URLSearchParams()
  if (options.language && options.language !== 'vi') query.set('lang', options.language)
  if (options.commune) query.set('u', options.commune)
  return `${origin.replace(/\/$/, '')}/news/${postId}${query.size > 0 ? `?${query}` : ''}`
}
