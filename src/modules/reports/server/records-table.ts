import type { RecordPage } from '#modules/indicators/server/index.ts'
import * as m from '#paraglide/messages.js'
import { dayOf, timeZone, writtenDay } from '#platform/days.ts'
import { writtenNumber } from '#platform/numbers.ts'
import { messageNamed } from '#platform/server/messages.ts'

export interface Cell {
  text: string
  href?: string
  badge?: string
}

/** Records as a table that any page can draw; the first column says what the row is about. */
export interface RecordsTable {
  columns: {
    key: string
    label: string
    main?: boolean
    align?: 'end'
    nowrap?: boolean
    wideOnly?: boolean
  }[]
  rows: { key: string; cells: Record<string, Cell> }[]
}

type Locale = 'vi' | 'en'

export function recordsTable(page: RecordPage, locale: Locale): RecordsTable {
  const number = (value: number) => ({ text: writtenNumber(value, locale) })
  const inLocale = (vi: string | null, en: string | null) => (locale === 'vi' ? vi : en) ?? ''
  switch (page.source) {
    case 'members':
      return table(page.rows, (row) => row.id, [
        column('person', m.reports_column_person(), { main: true }, (row) => person(row)),
        column('code', m.reports_column_member_code(), { nowrap: true, wideOnly: true }, (row) => ({
          text: row.code ?? '–',
        })),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
        column('since', m.reports_column_since(), { nowrap: true }, (row) => day(row.since)),
        column('app', m.reports_column_app_since(), { nowrap: true }, (row) =>
          day(row.citizenAppOn),
        ),
      ])
    case 'check_ins':
      return table(page.rows, (row) => row.id, [
        column('person', m.reports_column_person(), { main: true }, (row) => person(row)),
        column('activity', m.reports_column_activity(), {}, activity),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
        column('at', m.reports_column_at(), { nowrap: true }, (row) => ({
          text: clock(row.happenedAt),
        })),
        column('method', m.reports_column_method(), { wideOnly: true }, (row) => ({
          text: messageNamed(`reports_method_${row.method}`) ?? '',
        })),
      ])
    case 'participants':
      return table(page.rows, (row) => row.personId, [
        column('person', m.reports_column_person(), { main: true }, (row) => person(row)),
        column('code', m.reports_column_member_code(), { nowrap: true, wideOnly: true }, (row) => ({
          text: row.code ?? '–',
        })),
        column('turns', m.reports_column_turns(), { align: 'end' }, (row) => number(row.turns)),
        column('first', m.reports_column_first(), { nowrap: true, wideOnly: true }, (row) =>
          day(row.firstOn),
        ),
        column('last', m.reports_column_last(), { nowrap: true }, (row) => day(row.lastOn)),
      ])
    case 'assists':
      return table(page.rows, (row) => row.id, [
        column('service', m.reports_service(), { main: true }, (row) => ({
          text: [inLocale(row.serviceVi, row.serviceEn), inLocale(row.procedureVi, row.procedureEn)]
            .filter(Boolean)
            .join(' · '),
          href: `/assists/${row.id}`,
        })),
        column('outcome', m.reports_column_outcome(), {}, (row) => ({
          text: messageNamed(`reports_outcome_${row.outcome}`) ?? '',
        })),
        column('people', m.reports_column_people(), { align: 'end' }, (row) => number(row.people)),
        column('activity', m.reports_column_activity(), {}, activity),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
        column('at', m.reports_column_at(), { nowrap: true }, (row) => ({
          text: clock(row.happenedAt),
        })),
        column('recorder', m.reports_column_recorder(), { wideOnly: true }, (row) => ({
          text: row.recordedBy ?? '–',
        })),
      ])
    case 'ideas':
      return table(page.rows, (row) => row.id, [
        column('idea', m.reports_column_idea(), { main: true }, (row) => ({
          text: row.title,
          href: `/ideas/${row.id}`,
        })),
        column('state', m.reports_column_idea_state(), {}, (row) => ({
          text: messageNamed(`ideas_state_${row.state}`) ?? '',
        })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('code', m.reports_column_bank_code(), { nowrap: true }, (row) => ({
          text: row.bankCode ?? '–',
        })),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'ventures':
      return table(page.rows, (row) => row.id, [
        column('venture', m.ventures_name(), { main: true }, venture),
        column('field', m.ventures_field(), {}, (row) => ({
          text: (row.field && messageNamed(`ventures_field_${row.field}`)) || '–',
        })),
        column('since', m.reports_column_since(), { nowrap: true }, (row) => day(row.since)),
        column('supported', m.ventures_supported_since(), { nowrap: true }, (row) =>
          day(row.supportedOn),
        ),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'supports':
      return table(page.rows, (row) => row.id, [
        column('venture', m.ventures_name(), { main: true }, venture),
        column('what', m.ventures_support_what(), {}, (row) => ({
          text: messageNamed(`ventures_support_${row.what}`) ?? '',
        })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('by', m.ventures_support_by(), { wideOnly: true }, (row) => ({ text: row.givenBy })),
        column('cost', m.ventures_support_cost(), { align: 'end' }, (row) => number(row.cost)),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'placements':
      return table(page.rows, (row) => row.id, [
        column('person', m.reports_column_person(), { main: true }, (row) => person(row)),
        column('job', m.reports_column_job(), {}, (row) => ({ text: row.job })),
        column('employer', m.reports_column_employer(), {}, (row) => ({
          text: `${row.employerName}, ${row.place}`,
        })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'certificates':
      return table(page.rows, (row) => row.id, [
        column('course', m.reports_column_course(), { main: true }, (row) => ({
          text: row.courseTitle,
          href: `/learning/certificates/${row.id}`,
        })),
        column('name', m.reports_column_person(), {}, (row) => ({ text: row.name ?? '–' })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('until', m.reports_column_valid_until(), { nowrap: true, wideOnly: true }, (row) =>
          row.validUntil ? day(row.validUntil) : { text: m.reports_certificate_forever() },
        ),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'activities':
      return table(page.rows, (row) => row.id, [
        column('activity', m.reports_column_activity(), { main: true }, (row) => ({
          text: row.name,
          href: `/activities/${row.id}`,
          ...(row.isPeakDay ? { badge: m.reports_peak_day() } : {}),
        })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('place', m.reports_column_place(), {}, (row) => ({ text: row.place ?? '–' })),
        column('unit', m.reports_column_unit(), {}, (row) => ({ text: row.unitName })),
      ])
    case 'statistics':
      return table(page.rows, (row) => row.id, [
        column('unit', m.reports_column_unit(), { main: true }, (row) => ({
          text: row.unitName,
          href: `/units/${row.unitId}`,
        })),
        column('day', m.reports_column_day(), { nowrap: true }, (row) => day(row.day)),
        column('youths', messageNamed('indicators_name_youths') ?? '', { align: 'end' }, (row) =>
          number(row.youths),
        ),
        column(
          'population',
          messageNamed('indicators_name_population') ?? '',
          { align: 'end' },
          (row) => number(row.population),
        ),
        column(
          'labour',
          messageNamed('indicators_name_labour_force') ?? '',
          { align: 'end' },
          (row) => number(row.labourForce),
        ),
        column('source', m.reports_column_source(), { wideOnly: true }, (row) => ({
          text: row.source,
        })),
      ])
  }
}

type Look = Omit<RecordsTable['columns'][number], 'key' | 'label'>

const column = <Row>(key: string, label: string, look: Look, cell: (row: Row) => Cell) => ({
  key,
  label,
  look,
  cell,
})

const table = <Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  columns: readonly { key: string; label: string; look: Look; cell: (row: Row) => Cell }[],
): RecordsTable => ({
  columns: columns.map(({ key, label, look }) => ({ key, label, ...look })),
  rows: rows.map((row) => ({
    key: key(row),
    cells: Object.fromEntries(columns.map((one) => [one.key, one.cell(row)])),
  })),
})

const person = (row: { personId: string; name: string | null }): Cell =>
  row.name === null
    ? { text: m.reports_person_elsewhere() }
    : { text: row.name, href: `/members/${row.personId}` }

const activity = (row: { activityId: string; activityName: string }): Cell => ({
  text: row.activityName,
  href: `/activities/${row.activityId}`,
})

const day = (value: string | null): Cell => ({ text: value ? writtenDay(value) : '–' })

const hours = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
const clock = (at: Date) => `${writtenDay(dayOf(at))} ${hours.format(at)}`

const venture = (row: { ventureId: string; name: string | null }): Cell =>
  row.name === null
    ? { text: m.ventures_elsewhere() }
    : { text: row.name, href: `/ventures/register/${row.ventureId}` }
