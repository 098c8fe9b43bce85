import * as m from '#paraglide/messages.js'
import { writtenPhone } from '#platform/phone.ts'
import { heading, paragraph } from '#platform/server/pdf/blocks.ts'
import { type Content, makePdf } from '#platform/server/pdf/make-pdf.ts'
import type { ProfilePage } from './profile.ts'

/** One page of somebody who looks for work. */
export function makeProfilePdf(page: ProfilePage, phone: string, at: Date): Promise<Buffer> {
  const part = (title: string, text: string | null | undefined): Content[] =>
    text
      ? [heading(title), ...text.split(/\n+/).map((line) => paragraph(line, { indent: false }))]
      : []
  const facts = [
    page.birthYear ? m.jobs_cv_born({ year: page.birthYear }) : '',
    page.place ?? '',
    m.jobs_cv_phone({ phone: writtenPhone(phone) }),
  ].filter(Boolean)
  return makePdf({
    title: m.jobs_cv_title({ name: page.name }),
    at,
    fontSize: 12,
    content: [
      { text: page.name, bold: true, fontSize: 22, color: '#0b4ea2' },
      ...(page.headline
        ? [{ text: page.headline, fontSize: 14, margin: [0, 2, 0, 4] } as Content]
        : []),
      { text: facts.join('  ·  '), color: '#333333', margin: [0, 0, 0, 8] },
      ...part(m.jobs_profile_experience(), page.experience),
      ...part(m.jobs_profile_skills(), page.skills),
      ...part(m.jobs_profile_education(), page.education),
      ...part(m.jobs_profile_languages(), page.languages),
      ...part(m.jobs_profile_wishes(), page.wishes),
    ],
    footnote: m.jobs_cv_footnote(),
  })
}
