import { AsyncResource } from 'node:async_hooks'
import {
  faultText,
  faultyRows,
  getImport,
  type RowFault,
  writeFaults,
} from '#modules/members/server/index.ts'
import * as m from '#paraglide/messages.js'
import { NotFound } from '#platform/server/errors.ts'
import { workbookType } from '#platform/server/files/write-workbook.ts'
import type { RequestHandler } from './$types'

/** The rows with faults as a list that can be mended and handed in again. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { header } = (await locals.read((ctx) => getImport(ctx, params.importId))).layout
  if (!header) throw new NotFound()
  const file = writeFaults(header, faultyRows(locals.app, locals.asking, params.importId), {
    sheet: m.import_file_faults_sheet(),
    faultHeader: m.import_file_fault_header(),
    keyHeader: m.import_file_key_header(),
    errors: m.import_file_errors(),
    warnings: m.import_file_warnings(),
    // Rows are written after the answer has begun; its language goes along.
    fault: AsyncResource.bind((fault: RowFault) => faultText(fault, header)),
  })
  return new Response(file, {
    headers: {
      'content-type': workbookType,
      'content-disposition': 'attachment; filename="dong-can-sua.xlsx"',
    },
  })
}
