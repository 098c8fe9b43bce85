import type { EmployerKind, Fee } from '../kinds.ts'
import { plain } from './plain.ts'

export type SignCode =
  | 'fee_in_advance'
  | 'no_licence'
  | 'abroad_not_said'
  | 'pay_far_above'
  | 'messenger_only'
  | 'text_posted_before'
  | 'employer_not_verified'

/** Something that vacancies which cheat have in common, with what it was found by. */
export interface Sign {
  code: SignCode
  details: Record<string, string | number>
}

export interface Looked {
  title: string
  description: string
  requirements: string | null
  benefits: string | null
  isAbroad: boolean
  salaryTo: number
  contactPhone: string | null
  contactOther: string | null
  licenceNo: string | null
  licensedBy: string | null
  contract: string | null
  fees: readonly Fee[] | null
  employer: { kind: EmployerKind; isVerified: boolean; licenceNo: string | null }
  /** Public vacancies of the same field and kind: how many, and the middle of what they pay at most. */
  peers: { count: number; median: number | null }
  /** The most alike text of another employer, if any is nearly the same. */
  twin: { employer: string; title: string; on: string } | null
}

/** From so many others on, what they pay says something. */
const enoughPeers = 5
/** So many times the middle is far above. */
const farAbove = 1.8

/** Of deposits and fees before the first day: the commonest trick, and forbidden for work at home (Labour Code, article 17.2). */
const advance =
  /\b(dat coc|tien coc|coc truoc|nop truoc|dong truoc|chuyen khoan truoc|phi giu cho|giu cho|phi ho so|phi moi gioi|phi dao tao|the chan)\b/
const abroad =
  /\b(xuat khau lao dong|xkld|di (nhat|han|dai loan|duc|uc|lao|trung quoc|campuchia)|dai loan|nhat ban|han quoc|campuchia|myanmar|trung quoc|don hang)\b/
const messenger = /\b(zalo|telegram|facebook|messenger|inbox|ib|viber|wechat)\b/
/** As licences are written: `123/LĐTBXH-GP`, older `45/GP-BLĐTBXH`, since 2025 of the Ministry of Home Affairs `…/BNV-GP`. */
const licence = /\d{1,4}\s*\/\s*[\p{L}0-9-]*(gp|ldtbxh|bnv)/u

/**
 * What in a vacancy is as it is in those that cheat, each with its reason. No sign decides anything: a
 * person checks.
 */
export function signsOf(it: Looked): Sign[] {
  const written = [it.title, it.description, it.requirements, it.benefits]
    .join(' \n ')
    .normalize('NFC')
  const said = plain(written)
  /** What was found, as it was written: letter for letter the plain text is as long. */
  const foundBy = (pattern: RegExp) => {
    const found = pattern.exec(said)
    if (!found) return undefined
    return said.length === written.length
      ? written.slice(found.index, found.index + found[0].length)
      : found[0]
  }
  const contact = plain(it.contactOther ?? '')
  const signs: Sign[] = []
  const add = (code: SignCode, details: Sign['details'] = {}) => signs.push({ code, details })

  const before = (it.fees ?? []).filter(({ when }) => when === 'before')
  const sum = before.reduce((total, { amount }) => total + amount, 0)
  const word = foundBy(advance)
  if (sum > 0)
    add('fee_in_advance', { amount: sum, found: before.map(({ name }) => name).join(', ') })
  else if (word) add('fee_in_advance', { amount: 0, found: word })

  if (it.isAbroad && !licence.test(plain(it.licenceNo ?? '')))
    add('no_licence', { found: it.licenceNo ?? '' })
  const named = foundBy(abroad)
  if (!it.isAbroad && named) add('abroad_not_said', { found: named })

  const { count, median } = it.peers
  if (count >= enoughPeers && median && it.salaryTo > median * farAbove)
    add('pay_far_above', { pay: it.salaryTo, median: Math.round(median), count })

  if (!it.contactPhone && (messenger.test(contact) || messenger.test(said)))
    add('messenger_only', { found: it.contactOther ?? '' })
  if (it.twin) add('text_posted_before', { ...it.twin })
  if (!it.employer.isVerified) add('employer_not_verified')
  return signs
}
