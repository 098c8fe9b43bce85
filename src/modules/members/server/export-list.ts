import { AsyncResource } from 'node:async_hooks'
import { sql } from 'kysely'
import { now } from '#modules/units/index.ts'
import { inTodaysUnits, pathsOf } from '#modules/units/server/index.ts'
import { writtenDay } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import type { Sheet, SheetCell } from '#platform/server/files/write-workbook.ts'
import { writtenBirth } from '../birth.ts'
import { residenceName, sexName } from '../components/labels.ts'
import { type ImportField, templateFields } from '../import-fields.ts'
import { fieldLabel } from './import/fault-texts.ts'
import { type Cursor, listed, type MemberQuery } from './queries.ts'

/** What a list is exported with: the template's columns, without what is sealed and what is no field. */
const notExported: readonly ImportField[] = ['ethnicity', 'religion', 'partyStatus', 'position']
export const exportedFields = templateFields.filter((field) => !notExported.includes(field))

interface ExportedPerson {
  id: string
  code: string | null
  fullName: string
  sex: string | null
  birthOn: string | null
  birthYear: number | null
  birthPrecision: string | null
  phone: string | null
  email: string | null
  citizenId: string | null
  hometown: string | null
  residence: string | null
  residenceStatus: string | null
  occupation: string | null
  education: string | null
  professionalLevel: string | null
  politicalTheory: string | null
  admittedOn: string | null
  admittedAtPlace: string | null
  note: string | null
  unitId: string
  unitName: string
  /** Whether the actor may export the people of this unit, beside reading them. */
  mayLeave: boolean
}

const pageSize = 2000

/**
 * The register as a spreadsheet that can be imported again. Rows are read page by page while the file
 * is being sent, each page under the actor's rights, so that no transaction stays open meanwhile.
 */
export function exportSheet(
  app: App,
  asking: Asking,
  query: MemberQuery,
  people: readonly string[],
): Sheet {
  return {
    name: fieldLabel('fullName'),
    columns: exportedFields.map((field) => ({
      header: fieldLabel(field),
      type: field === 'orderNumber' ? 'number' : 'text',
    })),
    // Rows are read after the request's answer has begun; its language goes along.
    rows: rowsOf(
      app,
      asking,
      query,
      people,
      AsyncResource.bind((person: ExportedPerson, number: number, unit: string) => ({
        ...person,
        orderNumber: number,
        unit,
        birth: writtenBirth(person),
        sex: sexName[person.sex ?? '']?.(),
        phone: person.phone && `0${person.phone.slice(3)}`,
        residenceStatus: residenceName[person.residenceStatus ?? '']?.(),
        admittedOn: person.admittedOn && writtenDay(person.admittedOn),
      })),
    ),
  }
}

async function* rowsOf(
  app: App,
  asking: Asking,
  query: MemberQuery,
  people: readonly string[],
  fieldsOf: (
    person: ExportedPerson,
    number: number,
    unit: string,
  ) => Partial<Record<ImportField, SheetCell>>,
): AsyncGenerator<SheetCell[]> {
  const units = new Map<string, string>()
  let cursor: Cursor | undefined
  let number = 0
  do {
    const at = cursor
    const page = await app.read(asking, (ctx) => readPage(ctx, query, people, at, units))
    for (const person of page.filter((one) => one.mayLeave)) {
      number += 1
      const fields = fieldsOf(person, number, units.get(person.unitId) ?? person.unitName)
      yield exportedFields.map((field) => fields[field])
    }
    const last = page.at(-1)
    cursor =
      last && page.length === pageSize
        ? { name: last.fullName, id: last.id, backwards: false }
        : undefined
  } while (cursor)
}

async function readPage(
  ctx: Context,
  query: MemberQuery,
  people: readonly string[],
  cursor: Cursor | undefined,
  units: Map<string, string>,
): Promise<ExportedPerson[]> {
  const moment = query.moment ?? now
  const chosen =
    people.length > 0
      ? sql`(select id as person_id, unit_id from members.person where id = any (${people}::uuid[]))`
      : listed(ctx, query, { cursor, atMost: pageSize, countAtMost: null })
  const { rows: found } = await sql<ExportedPerson>`
    select p.id, p.code, p.full_name, p.sex, p.birth_on, p.birth_year, p.birth_precision, p.phone, p.email,
           p.citizen_id, p.hometown, p.residence, p.residence_status, p.occupation, p.education,
           p.professional_level, p.political_theory, p.admitted_on, p.admitted_at_place, p.note, l.unit_id,
           v.name as unit_name, p.unit_id in (select access.reachable('members.export')) as may_leave
      from ${chosen} l
      join members.person p on p.id = l.person_id
      left join lateral (select name from units.unit_version v where v.unit_id = l.unit_id
                          order by v.valid_from <= ${moment.on ?? ctx.today} desc, v.valid_from desc limit 1) v on true
     order by p.given_name, p.full_name, p.id`.execute(ctx.db)
  if (moment.view === 'today') return nameUnits(await inTodaysUnits(ctx, found), units)
  const unknown = found.filter((row) => !units.has(row.unitId))
  const paths = await pathsOf(ctx, [...new Set(unknown.map((row) => row.unitId))], moment.on)
  return nameUnits(found, units, paths)
}

/** Remembers how the units of a page are written: with the unit above, where that is known. */
function nameUnits(
  rows: ExportedPerson[],
  units: Map<string, string>,
  paths?: ReadonlyMap<string, { name: string }[]>,
): ExportedPerson[] {
  for (const { unitId, unitName } of rows) {
    if (units.has(unitId)) continue
    units.set(unitId, [unitName, paths?.get(unitId)?.at(-1)?.name].filter(Boolean).join(', '))
  }
  return rows
}
