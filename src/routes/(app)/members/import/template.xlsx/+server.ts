import {
  canImportSomewhere,
  fieldHint,
  fieldLabel,
  templateFields,
  writeTemplate,
} from '#modules/members/server/index.ts'
import * as m from '#paraglide/messages.js'
import { workbookType } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** An empty list to fill in, for those who may bring lists in. */
export const GET: RequestHandler = async ({ locals }) => {
  await locals.read((ctx) => ctx.authorize(canImportSomewhere))
  const bytes = await writeTemplate(templateFields, {
    sheet: m.import_file_template_sheet(),
    guideSheet: m.import_file_guide_sheet(),
    guideColumn: m.import_file_guide_column(),
    guideHint: m.import_file_guide_hint(),
    label: fieldLabel,
    hint: fieldHint,
  })
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': workbookType,
      'content-disposition': 'attachment; filename="mau-danh-sach-doan-vien.xlsx"',
    },
  })
}
