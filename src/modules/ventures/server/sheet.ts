import * as m from '#paraglide/messages.js'
import { type IsoDay, writtenDay } from '#platform/days.ts'
import type { Sheet } from '#platform/server/files/write-workbook.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { sizeOf } from '../kinds.ts'
import type { VentureRow } from './queries/list.ts'

/** The register as a spreadsheet, in the order of the list. */
export function ventureSheet(rows: readonly VentureRow[], on: IsoDay): Sheet {
  const named = (group: string, name: string | null) =>
    name ? (messageNamed(`ventures_${group}_${name}`) ?? name) : ''
  return {
    name: m.ventures_sheet(),
    preface: [m.ventures_sheet_preface({ day: writtenDay(on) })],
    columns: [
      { header: m.ventures_name(), type: 'text', width: 40 },
      { header: m.ventures_kind(), type: 'text', width: 24 },
      { header: m.ventures_field(), type: 'text', width: 24 },
      { header: m.ventures_unit(), type: 'text', width: 28 },
      { header: m.ventures_place(), type: 'text', width: 28 },
      { header: m.ventures_leader(), type: 'text', width: 24 },
      { header: m.ventures_workers(), type: 'number', width: 12 },
      { header: m.ventures_size(), type: 'text', width: 16 },
      { header: m.ventures_stage(), type: 'text', width: 18 },
      { header: m.ventures_registration_no(), type: 'text', width: 20 },
      { header: m.ventures_founded(), type: 'day' },
      { header: m.ventures_ended(), type: 'day' },
      { header: m.ventures_supported_since(), type: 'day' },
    ],
    rows: rows.map((row) => [
      row.name,
      named('kind', row.kind),
      named('field', row.field),
      row.unitName ?? '',
      row.place ?? '',
      row.leader ?? '',
      row.workers,
      named('size', sizeOf(row.field, row.workers)),
      named('stage', row.stage),
      row.registrationNo ?? '',
      row.foundedOn,
      row.endedOn,
      row.supportedOn,
    ]),
  }
}
