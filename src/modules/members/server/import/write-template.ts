import { writeXlsx } from 'hucre/xlsx'
import type { ImportField } from '../../import-fields.ts'

export interface TemplateWords {
  sheet: string
  guideSheet: string
  guideColumn: string
  guideHint: string
  label(field: ImportField): string
  hint(field: ImportField): string
}

/** Columns whose content Excel would otherwise change: zeros in front, days, `9/12`. */
const asText: ReadonlySet<ImportField> = new Set([
  'birth',
  'citizenId',
  'phone',
  'code',
  'education',
  'admittedOn',
])

/** Empty rows whose cells are text already; more than a branch has people. */
const readyRows = 500

/**
 * Writes an empty list to be filled in: the headers, columns that Excel leaves as typed, and a second
 * sheet that says what belongs where. There is no example row, because example rows get imported.
 */
export const writeTemplate = (
  fields: readonly ImportField[],
  words: TemplateWords,
): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name: words.sheet,
        columns: fields.map((field) => ({
          width: Math.max(12, words.label(field).length + 4),
          ...(asText.has(field) ? { style: { numFmt: '@' } } : {}),
        })),
        rows: [
          fields.map(words.label),
          ...Array.from({ length: readyRows }, () => fields.map(() => null)),
        ],
        freezePane: { rows: 1 },
      },
      {
        name: words.guideSheet,
        columns: [{ width: 28 }, { width: 90 }],
        rows: [
          [words.guideColumn, words.guideHint],
          ...fields.map((field) => [words.label(field), words.hint(field)]),
        ],
      },
    ],
  })
