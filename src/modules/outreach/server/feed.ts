import type { PostRow } from './queries.ts'

const escaped = (text: string) =>
  text.replace(/[\p{Cc}]/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What was published lately, as RSS 2.0; `origin` is where the product is reached. */
export function writePostFeed(
  posts: readonly PostRow[],
  words: { origin: string; title: string; lead: string; locale: string },
): string {
  const items = posts.map((post) => {
    const address = `${words.origin}/news/${post.id}`
    return `    <item>
      <title>${escaped(post.title)}</title>
      <link>${address}</link>
      <guid isPermaLink="true">${address}</guid>
      <dc:creator>${escaped(post.unitName)}</dc:creator>
      <pubDate>${(post.publishedAt as Date).toUTCString()}</pubDate>
      <description>${escaped(post.summary)}</description>
    </item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel>
    <title>${escaped(words.title)}</title>
    <link>${words.origin}/news</link>
    <description>${escaped(words.lead)}</description>
    <language>${words.locale}</language>
    <atom:link href="${words.origin}/news/feed.xml" rel="self" type="application/rss+xml"/>
${items.join('\n')}
  </channel>
</rss>
`
}
