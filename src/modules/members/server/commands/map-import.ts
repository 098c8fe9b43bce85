import { defineCommand } from '#platform/server/command.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { ImportFileProblem } from '#platform/server/workbook/import-file-problem.ts'
import { openWorkbook, type Workbook } from '#platform/server/workbook/read-workbook.ts'
import { type ColumnMapping, MapImport } from '../../import-shapes.ts'
import { checkImport, type UnitChoices } from '../import/check-import.ts'
import { holdImport, refuseClosed } from '../import/find-import.ts'
import { findHeader, type GuessedHeader, headerAt } from '../import/header/find-header.ts'
import { mappingOf, toRemember } from '../import/header/remembered-mapping.ts'
import { firstRows } from '../import/look-at-workbook.ts'
import { openFile, openLayout, sealLayout } from '../import/staged.ts'

/**
 * Says which sheet, which header, which column is what, and which units the list means; checks the
 * list anew and remembers the answer for the unit's next list of the same columns.
 */
export const mapImport = defineCommand('members.map_import', MapImport, async (ctx, input) => {
  const found = await holdImport(ctx, input.importId)
  refuseClosed(found)
  const sealed = await ctx.db
    .selectFrom('members.import')
    .select(['contentSealed', 'layoutSealed', 'mapping'])
    .where('id', '=', found.id)
    .executeTakeFirstOrThrow()
  if (!sealed.contentSealed) throw new RuleBroken('members.import_closed')
  const workbook = await openWorkbook(openFile(ctx.sealer, sealed.contentSealed))
  const layout = openLayout(ctx.sealer, sealed.layoutSealed)
  const isSame =
    layout.header && input.sheet === found.sheet && isHeaderOf(layout.header, input.headerRow)
  const header = isSame ? layout.header : await headerOf(workbook, input.sheet, input.headerRow)
  if (!header) throw new ImportFileProblem('no_header')
  // Columns said for another header mean nothing here.
  const said = input.mapping ?? (sealed.mapping as ColumnMapping | null)
  const mapping = isSame && said ? said : mappingOf(header)
  if (!hasName(mapping)) {
    if (isSame) throw new RuleBroken('members.import_needs_name')
    // A header whose words nobody knows is kept, so that its columns can be said by hand.
    await ctx.db.deleteFrom('members.importRow').where('importId', '=', found.id).execute()
    await ctx.db
      .updateTable('members.import')
      .set({
        state: 'uploaded',
        sheet: input.sheet,
        mapping: JSON.stringify(mapping),
        remarks: JSON.stringify({}),
        layoutSealed: sealLayout(ctx.sealer, { ...layout, header, skipped: [] }),
      })
      .where('id', '=', found.id)
      .execute()
    ctx.note({ unitId: found.unitId, subjectId: found.id, details: { sheet: input.sheet } })
    return { id: found.id }
  }
  const unitChoices = [
    ...new Map([...(found.unitChoices as UnitChoices), ...Object.entries(input.unitChoices)]),
  ]

  const { remarks, skipped } = await checkImport(ctx, workbook, {
    importId: found.id,
    unitId: found.unitId,
    kind: found.kind as 'member' | 'youth',
    joinedOn: found.joinedOn,
    sheet: input.sheet,
    header,
    mapping,
    unitChoices,
  })
  await ctx.db
    .updateTable('members.import')
    .set({
      state: 'checked',
      sheet: input.sheet,
      mapping: JSON.stringify(mapping),
      unitChoices: JSON.stringify(unitChoices),
      remarks: JSON.stringify(remarks),
      layoutSealed: sealLayout(ctx.sealer, { ...layout, header, skipped }),
      lineReached: 0,
    })
    .where('id', '=', found.id)
    .execute()
  const remembered = {
    fields: JSON.stringify(toRemember(header, mapping)),
    unitChoices: JSON.stringify(unitChoices),
    usedAt: ctx.now(),
  }
  await ctx.db
    .insertInto('members.importMapping')
    .values({ unitId: found.unitId, fingerprint: header.fingerprint, ...remembered })
    .onConflict((at) => at.columns(['unitId', 'fingerprint']).doUpdateSet(remembered))
    .execute()
  ctx.note({ unitId: found.unitId, subjectId: found.id, details: { sheet: input.sheet } })
  return { id: found.id }
})

const hasName = ({ fields }: ColumnMapping) =>
  fields.includes('fullName') || fields.includes('givenName')

const isHeaderOf = (header: GuessedHeader, row: number | undefined) =>
  row === undefined || (row >= header.firstRow && row <= header.lastRow)

async function headerOf(workbook: Workbook, sheet: number, row: number | undefined) {
  const rows = await firstRows(workbook, sheet)
  if (row === undefined) return findHeader(rows)
  const at = rows.findIndex((one) => one.number === row)
  return at < 0 ? undefined : headerAt(rows, at, 1)
}
