import type { IsoDay } from '#platform/days.ts'
import { isFilled, type RawRow } from '#platform/server/workbook/raw-row.ts'
import { levelOf, type Problem, type RowFault } from '../../import-faults.ts'
import type { ImportField } from '../../import-fields.ts'
import { type ImportedPerson, longest, type PartialDay } from '../../import-shapes.ts'
import { readCitizenId } from './cells/read-citizen-id.ts'
import { assembled, type DateOptions, readDate } from './cells/read-date.ts'
import { readEducation } from './cells/read-education.ts'
import { readEthnicity, readReligion } from './cells/read-listed.ts'
import { readName } from './cells/read-name.ts'
import { readPhone } from './cells/read-phone.ts'
import { isTicked, readSex, type Sex } from './cells/read-sex.ts'
import { readPartyStatus, readResidenceStatus, statusSince } from './cells/read-status.ts'
import { readEmail, readText } from './cells/read-text.ts'
import type { Reading } from './cells/reading.ts'
import type { Columns } from './columns.ts'

export interface RowOptions extends DateOptions {
  /** What people are in this list where it does not say: members of the Union, or youths. */
  kind: 'member' | 'youth'
}

/** A row of a list after its own cells were checked. */
export interface CheckedRow {
  row: number
  /** Absent when an error keeps the row out. */
  person?: ImportedPerson
  /** The unit as the list writes it; empty where it does not say. */
  unitText: string
  faults: RowFault[]
}

/** Ages that are rare enough among members and youths to be looked at; the Statutes say 16 to 30. */
const usualAge = { from: 14, to: 40 }
const youngestAdmitted = 15

/** Reads a row of a list into a person, with everything that is to be said about its cells. */
export function checkRow(row: RawRow, columns: Columns, options: RowOptions): CheckedRow {
  const faults: RowFault[] = []
  const say = (field: ImportField | undefined, ...problems: Problem[]) => {
    const column =
      field && (columns.of(field).find((c) => isFilled(row.cells[c])) ?? columns.of(field)[0])
    for (const problem of problems)
      faults.push({ ...problem, level: levelOf(problem.code), column })
  }
  const take = <T>(field: ImportField, reading: Reading<T>): T | undefined => {
    say(field, ...reading.problems)
    return reading.value
  }
  const cell = (field: ImportField) => columns.cell(row, field)
  const text = (field: ImportField & keyof typeof longest) =>
    take(field, readText(columns.text(row, field), longest[field]))
  const nameField = columns.has('fullName')
    ? 'fullName'
    : columns.has('givenName')
      ? 'givenName'
      : 'familyNames'
  const name = take(nameField, readName(columns.name(row)))
  if (!name && faults.length === 0) say(nameField, { code: 'name_missing' })
  const birth = readBirth(row, columns, options, say)
  const sex = readSexOf(row, columns, say)
  if (!birth && !faults.some(isAboutBirth)) say(birthField(columns), { code: 'birth_missing' })

  const admitted = take('admittedOn', readDate(cell('admittedOn'), options))
  const partyJoined = take('partyOn', readDate(cell('partyOn'), options))
  sayAboutAges(birth, admitted, options.today, columns, say)

  const draft: Partial<ImportedPerson> = {
    fullName: name?.name,
    otherName: text('otherName') ?? name?.bracketed,
    sex,
    birth,
    ethnicity: take('ethnicity', readEthnicity(cell('ethnicity'))),
    religion: take('religion', readReligion(cell('religion'))),
    code: text('code'),
    cardNumber: text('cardNumber'),
    position: text('position'),
    kind: kindOf(row, columns, options),
    citizenId: take('citizenId', readCitizenId(cell('citizenId'), { birth, sex })),
    phone: take('phone', readPhone(cell('phone'))),
    email: take('email', readEmail(cell('email'))),
    hometown: text('hometown'),
    residence: text('residence'),
    residenceStatus: take('residenceStatus', readResidenceStatus(cell('residenceStatus'))),
    occupation: text('occupation'),
    education: take('education', readEducation(cell('education'))),
    professionalLevel: text('professionalLevel'),
    politicalTheory: text('politicalTheory'),
    languages: text('languages'),
    admitted,
    admittedAtPlace: text('admittedAtPlace'),
    admissionResolution: text('admissionResolution'),
    introducer: text('introducer'),
    partyStatus:
      take('partyStatus', readPartyStatus(cell('partyStatus'), options)) ??
      (partyJoined && statusSince(partyJoined, options)),
    partyJoined,
    note: text('note'),
  }
  const unitText = [columns.text(row, 'unit'), columns.text(row, 'commune')]
    .filter(Boolean)
    .join(', ')
  const refused = faults.some((fault) => fault.level === 'error')
  return { row: row.number, unitText, faults, person: refused ? undefined : withoutGaps(draft) }
}

type Say = (field: ImportField | undefined, ...problems: Problem[]) => void

const birthFields = ['birth', 'birthIfMale', 'birthIfFemale', 'birthYear'] as const
const birthField = (columns: Columns) => birthFields.find((field) => columns.has(field))
const isAboutBirth = (fault: RowFault) =>
  fault.code.startsWith('date_') || fault.code === 'birth_twice'

/** The birth date: in one column, in the column of one's sex, or in columns for day, month and year. */
function readBirth(
  row: RawRow,
  columns: Columns,
  options: RowOptions,
  say: Say,
): PartialDay | undefined {
  const bySex = (['birthIfMale', 'birthIfFemale'] as const).filter((field) =>
    isFilled(columns.cell(row, field)),
  )
  if (bySex.length === 2) {
    say('birthIfFemale', { code: 'birth_twice' })
    return undefined
  }
  const field = bySex[0] ?? (isFilled(columns.cell(row, 'birth')) ? 'birth' : 'birthYear')
  const parts = (['birthDay', 'birthMonth', 'birthYear'] as const).map((part) =>
    columns.text(row, part),
  )
  const inParts = field === 'birthYear' && Boolean(parts[0] || parts[1])
  const reading = !inParts
    ? readDate(columns.cell(row, field), options)
    : assembled(
        parts[0],
        parts[1],
        parts[2] ?? '',
        parts.map((part) => part || '?').join('/'),
        options,
      )
  say(field, ...reading.problems)
  return reading.value
}

function readSexOf(row: RawRow, columns: Columns, say: Say): Sex | undefined {
  const written = readSex(columns.cell(row, 'sex'))
  say('sex', ...written.problems)
  const other = sexByColumn(row, columns)
  if (written.value && other && written.value !== other) say('sex', { code: 'sex_disagrees' })
  return written.value ?? other
}

/** The sex that follows from which column is filled or ticked. */
function sexByColumn(row: RawRow, columns: Columns): Sex | undefined {
  const male = isFilled(columns.cell(row, 'birthIfMale')) || isTicked(columns.cell(row, 'maleMark'))
  const female =
    isFilled(columns.cell(row, 'birthIfFemale')) || isTicked(columns.cell(row, 'femaleMark'))
  if (male !== female) return male ? 'male' : 'female'
  // A list with a single column to tick means the other sex where it is not ticked.
  if (male || columns.has('sex') || columns.has('birthIfMale') || columns.has('birthIfFemale'))
    return undefined
  if (columns.has('femaleMark') && !columns.has('maleMark')) return 'male'
  if (columns.has('maleMark') && !columns.has('femaleMark')) return 'female'
  return undefined
}

function kindOf(row: RawRow, columns: Columns, options: RowOptions): ImportedPerson['kind'] {
  if (!columns.has('memberMark')) return options.kind
  return isTicked(columns.cell(row, 'memberMark')) ? 'member' : 'youth'
}

function sayAboutAges(
  birth: PartialDay | undefined,
  admitted: PartialDay | undefined,
  today: IsoDay,
  columns: Columns,
  say: Say,
): void {
  if (!birth) return
  const age = yearsBetween(birth, { year: Number(today.slice(0, 4)), on: today, precision: 'day' })
  if (age < usualAge.from || age > usualAge.to)
    say(birthField(columns), { code: 'age_unusual', params: { age } })
  if (!admitted) return
  const then = yearsBetween(birth, admitted)
  if (then < 0) say('admittedOn', { code: 'admitted_before_birth' })
  else if (then < youngestAdmitted)
    say('admittedOn', { code: 'admitted_young', params: { age: then } })
}

/** Whole years from one day to another; by years alone where a day is not known. */
function yearsBetween(from: PartialDay, to: PartialDay): number {
  const years = to.year - from.year
  return from.on && to.on && to.on.slice(5) < from.on.slice(5) ? years - 1 : years
}

function withoutGaps(draft: Partial<ImportedPerson>): ImportedPerson {
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== undefined),
  ) as ImportedPerson
}
