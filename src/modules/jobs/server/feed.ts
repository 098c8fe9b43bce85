import * as m from '#paraglide/messages.js'
import { payText } from './pay.ts'
import type { PublicVacancy } from './public.ts'

const escaped = (text: string) =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The vacancies that became public last, as RSS 2.0; `origin` is where the product is reached. */
export function writeFeed(vacancies: readonly PublicVacancy[], origin: string): string {
  const items = vacancies.map((it) => {
    const address = `${origin}/jobs/${it.id}`
    return `    <item>
      <title>${escaped(it.title)}</title>
      <link>${address}</link>
      <guid isPermaLink="true">${address}</guid>
      <pubDate>${new Date(`${it.publishedOn}T00:00:00+07:00`).toUTCString()}</pubDate>
      <description>${escaped(`${it.employerName}. ${it.place}. ${payText(it.salaryFrom, it.salaryTo)}. ${it.description}`)}</description>
    </item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${escaped(m.jobs_title({}, { locale: 'vi' }))}</title>
    <link>${origin}/jobs</link>
    <description>${escaped(m.jobs_lead({}, { locale: 'vi' }))}</description>
    <language>vi</language>
    <atom:link href="${origin}/jobs/feed.xml" rel="self" type="application/rss+xml"/>
${items.join('\n')}
  </channel>
</rss>
`
}
