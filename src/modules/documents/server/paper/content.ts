import { getUnit } from '#modules/units/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'
import { type BodyBlock, parseBody } from '../../body.ts'
import type { Authority, Form } from '../../kinds.ts'
import type { Paper } from '../queries/documents.ts'
import { findOffice, listTypes, type Office } from '../queries/types.ts'
import { abbreviationOf, numberPattern, openNumber } from '../symbol.ts'

/** A paper as it is set, whatever it is set as. */
export interface PaperContent {
  form: Form
  title: string
  /** The bodies in the head, the issuing one last. */
  issuer: string[]
  /** `Số: 12-KH/ĐTN` */
  numberLine: string
  placeAndDay: string
  /** Empty for a letter, whose subject stands under its number. */
  typeName: string
  subject: string
  isLetter: boolean
  blocks: BodyBlock[]
  recipients: string[]
  /** What stands above the name: `TM. BAN CHẤP HÀNH`, `BÍ THƯ`. */
  signerLines: string[]
  signerName: string
  /** `MẬT`, `HỎA TỐC`. */
  marks: string[]
}

/** How a unit writes itself, with what its name says where it has said nothing. */
export async function officeOf(
  ctx: Context,
  unitId: string,
): Promise<Office & { unitName: string; isSet: boolean }> {
  const unit = await getUnit(ctx, unitId)
  const office = await findOffice(ctx, unitId)
  return {
    unitName: unit.name,
    isSet: office !== undefined,
    ...(office ?? {
      abbreviation: abbreviationOf(unit.name),
      department: null,
      place:
        unit.name.replace(/^(Chi đoàn|Đoàn|Tỉnh đoàn|Huyện đoàn)\s+(xã|phường|thôn)?\s*/iu, '') ||
        unit.name,
      upperBody: null,
      signerTitle: 'BÍ THƯ',
    }),
  }
}

/** The form of a paper's number, with {n} where the number stands. */
export async function patternOf(
  ctx: Context,
  paper: { unitId: string; form: Form; type: string },
): Promise<string> {
  const office = await officeOf(ctx, paper.unitId)
  const type = (await listTypes(ctx)).find(({ code }) => code === paper.type)
  return numberPattern({
    form: paper.form,
    letters: (paper.form === 'state' ? type?.stateLetters : type?.letters) ?? '',
    abbreviation: office.abbreviation,
    department: office.department,
  })
}

/** What is to be set of a paper: with its number and day once it has them. */
export async function contentOf(ctx: Context, paper: Paper): Promise<PaperContent> {
  const office = await officeOf(ctx, paper.unitId)
  const isLetter = paper.type === 'letter'
  const symbol = paper.symbol ?? openNumber(await patternOf(ctx, paper))
  return {
    form: paper.form,
    title: `${paper.typeName} ${symbol}`,
    issuer: [office.upperBody, office.unitName]
      .filter((line): line is string => Boolean(line))
      .map((line) => line.toLocaleUpperCase('vi')),
    numberLine: `Số: ${symbol}`,
    placeAndDay: `${office.place}, ${dayInWords(paper.issuedOn)}`,
    typeName: isLetter ? '' : paper.typeName.toLocaleUpperCase('vi'),
    subject: paper.subject,
    isLetter,
    blocks: parseBody(paper.body),
    recipients: paper.recipients
      .split('\n')
      .map((line) => line.trim().replace(/^[-+•]\s*/, ''))
      .filter(Boolean),
    signerLines: signerLines(
      paper.form,
      paper.authority,
      paper.signerTitle || office.signerTitle,
      office,
    ),
    signerName: paper.signerName,
    marks: [
      ...(paper.secrecy === 'confidential' ? ['MẬT'] : []),
      ...({ none: [], urgent: ['KHẨN'], express: ['HỎA TỐC'] }[paper.urgency] ?? []),
    ],
  }
}

function signerLines(
  form: Form,
  authority: Authority,
  title: string,
  office: { unitName: string },
): string[] {
  const upper = (text: string) => text.toLocaleUpperCase('vi')
  const body = /^chi đoàn/i.test(office.unitName) ? 'BAN CHẤP HÀNH CHI ĐOÀN' : 'BAN CHẤP HÀNH'
  // The Union writes T/M and T/L, the State TM. and TL.
  const [onBehalf, byOrder] = form === 'union' ? ['T/M', 'T/L'] : ['TM.', 'TL.']
  switch (authority) {
    case 'on_behalf':
      return [`${onBehalf} ${body}`, upper(title)]
    case 'by_order':
      return [`${byOrder} BAN THƯỜNG VỤ`, upper(title)]
    default:
      return [upper(title)]
  }
}

/** As the head of a paper says the day; a draft leaves room for it. Days below ten and the first two months with a nought. */
export function dayInWords(day: IsoDay | null): string {
  if (!day) return 'ngày …… tháng …… năm ……'
  const [year = '', month = '', date = ''] = day.split('-')
  return `ngày ${date} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}
