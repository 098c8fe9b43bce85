import { categoryName } from '../categories.ts'
import type { PublicRow } from './queries.ts'

const escaped = (text: string) =>
  text.replace(/[\p{Cc}]/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What was published lately, as RSS 2.0; `origin` is where the product is reached. */
export function writeFeed(
  ideas: readonly PublicRow[],
  words: { origin: string; title: string; lead: string; locale: string },
): string {
  const items = ideas.map((idea) => {
    const address = `${words.origin}/gallery/${idea.id}`
    return `    <item>
      <title>${escaped(idea.title)}</title>
      <link>${address}</link>
      <guid isPermaLink="true">${address}</guid>
      <category>${escaped(categoryName(idea.category))}</category>
      <pubDate>${new Date(`${idea.publishedOn}T00:00:00+07:00`).toUTCString()}</pubDate>
      <description>${escaped([idea.publicAuthor, idea.problem].filter(Boolean).join('. '))}</description>
    </item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${escaped(words.title)}</title>
    <link>${words.origin}/gallery</link>
    <description>${escaped(words.lead)}</description>
    <language>${words.locale}</language>
    <atom:link href="${words.origin}/gallery/feed.xml" rel="self" type="application/rss+xml"/>
${items.join('\n')}
  </channel>
</rss>
`
}
