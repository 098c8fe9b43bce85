import * as m from '#paraglide/messages.js'
import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { Sheet } from '#platform/server/files/write-workbook.ts'
import { categoryName } from '../categories.ts'
import type { ChosenIdea } from './queries.ts'

/** The longest short description that fits a list. */
const shortLength = 250

/** An idea as the listing of the national bank has it (its code is given there). */
export interface BankFields {
  author: string
  address: string
  province: string
  title: string
  short: string
  long: string
  registeredOn: IsoDay
  category: string
}

/** What an idea is entered under in the national bank, in Vietnamese. */
export function bankFieldsOf(idea: ChosenIdea & { beneficiaries?: string | null }): BankFields {
  const vi = { locale: 'vi' } as const
  const address = [idea.unitName, idea.communeName].filter(Boolean)
  return {
    author: idea.authors,
    address: [...new Set(address)].join(', '),
    province: (idea.provinceName ?? '').replace(/^Tỉnh đoàn\s+/, ''),
    title: idea.title,
    short: shortened(idea.problem),
    long: [
      m.ideas_bank_problem_part({ text: idea.problem }, vi),
      m.ideas_bank_solution_part({ text: idea.solution }, vi),
      ...(idea.beneficiaries
        ? [m.ideas_bank_beneficiaries_part({ text: idea.beneficiaries }, vi)]
        : []),
    ].join('\n'),
    registeredOn: idea.proposedOn,
    category: categoryName(idea.category),
  }
}

/** The beginning of a text, broken off between words. */
export function shortened(text: string, most = shortLength): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  return `${line.slice(0, most - 1).replace(/\s+\S*$/, '')}…`
}

/** The chosen ideas as the file that is sent to the national bank. */
export function bankSheet(ideas: readonly ChosenIdea[], today: IsoDay): Sheet {
  return {
    name: m.ideas_bank_sheet(),
    preface: [m.ideas_bank_preface({ day: writtenDay(today) })],
    columns: [
      { header: m.ideas_bank_code(), type: 'text', width: 16 },
      { header: m.ideas_form_title(), type: 'text', width: 40 },
      { header: m.ideas_bank_author(), type: 'text', width: 30 },
      { header: m.ideas_bank_address(), type: 'text', width: 40 },
      { header: m.ideas_bank_province(), type: 'text', width: 16 },
      { header: m.ideas_bank_short(), type: 'text', width: 60 },
      { header: m.ideas_bank_long(), type: 'text', width: 80 },
      { header: m.ideas_bank_registered(), type: 'day' },
      { header: m.ideas_category(), type: 'text', width: 24 },
      { header: m.ideas_bank_our_id(), type: 'text', width: 38 },
    ],
    rows: ideas.map((idea) => {
      const it = bankFieldsOf(idea)
      return [
        '',
        it.title,
        it.author,
        it.address,
        it.province,
        it.short,
        it.long,
        it.registeredOn,
        it.category,
        idea.id,
      ]
    }),
  }
}
