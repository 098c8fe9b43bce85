import { createHash } from 'node:crypto'
import { defineCommand } from '#platform/server/command.ts'
import { Invalid } from '#platform/server/errors.ts'
import { cellText } from '#platform/server/workbook/raw-row.ts'
import { openWorkbook } from '#platform/server/workbook/read-workbook.ts'
import { type ImportField, importFields } from '../../import-fields.ts'
import { StartImport } from '../../import-shapes.ts'
import { checkImport, type UnitChoices } from '../import/check-import.ts'
import { rememberedMapping } from '../import/find-import.ts'
import { mappingOf, recall } from '../import/header/remembered-mapping.ts'
import { canImportInto } from '../import/import-policy.ts'
import { lookAtWorkbook, type SheetPreview } from '../import/look-at-workbook.ts'
import { type StagedLayout, sealFile, sealLayout } from '../import/staged.ts'

/**
 * Takes a list in: keeps the file, finds its header, recalls how the unit's lists are laid out, and
 * checks every row. Nothing reaches the register yet. Safe to repeat with the same id.
 */
export const startImport = defineCommand(
  'members.start_import',
  StartImport,
  async (ctx, input) => {
    await ctx.authorize(canImportInto(input.unitId))
    const known = await ctx.db
      .selectFrom('members.import')
      .select('id')
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (known) return { id: input.id }

    if (input.joinedOn > ctx.today)
      throw new Invalid([{ path: 'joinedOn', code: 'joined_in_future' }])
    const workbook = await openWorkbook(input.bytes)
    const { sheets, likely } = await lookAtWorkbook(workbook)
    const remembered =
      likely?.header && (await rememberedMapping(ctx, input.unitId, likely.header.fingerprint))
    const header =
      likely?.header && remembered
        ? recall(likely.header, readFields(remembered.fields))
        : likely?.header
    const unitChoices = (remembered?.unitChoices ?? []) as UnitChoices
    const layout: StagedLayout = { sheets: sheets.map(previewOf), header, skipped: [] }
    await ctx.db
      .insertInto('members.import')
      .values({
        id: input.id,
        unitId: input.unitId,
        fileName: input.fileName,
        digest: createHash('sha256').update(input.bytes).digest('hex'),
        kind: input.kind,
        joinedOn: input.joinedOn,
        sheet: likely?.index ?? 0,
        contentSealed: sealFile(ctx.sealer, input.bytes),
        layoutSealed: sealLayout(ctx.sealer, layout),
        createdBy: ctx.actor.personId ?? null,
        createdAt: ctx.now(),
      })
      .execute()

    if (header && likely) {
      const mapping = mappingOf(header)
      const { remarks, skipped } = await checkImport(ctx, workbook, {
        importId: input.id,
        unitId: input.unitId,
        kind: input.kind,
        joinedOn: input.joinedOn,
        sheet: likely.index,
        header,
        mapping,
        unitChoices,
      })
      await ctx.db
        .updateTable('members.import')
        .set({
          state: 'checked',
          mapping: JSON.stringify(mapping),
          unitChoices: JSON.stringify(unitChoices),
          remarks: JSON.stringify(remarks),
          layoutSealed: sealLayout(ctx.sealer, { ...layout, skipped }),
        })
        .where('id', '=', input.id)
        .execute()
    }
    ctx.note({ unitId: input.unitId, subjectId: input.id, details: { bytes: input.bytes.length } })
    return { id: input.id }
  },
)

const readFields = (stored: unknown): (ImportField | null)[] =>
  Array.isArray(stored) ? stored.map((field) => (importFields.includes(field) ? field : null)) : []

/** Enough of a sheet to point at its header. */
const previewOf = (sheet: SheetPreview): StagedLayout['sheets'][number] => ({
  name: sheet.name,
  hidden: sheet.hidden,
  rows: sheet.rows.slice(0, 15).map((row) => ({
    number: row.number,
    cells: row.cells.slice(0, 12).map(cellText),
  })),
})
