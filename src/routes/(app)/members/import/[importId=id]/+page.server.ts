import { redirect } from '@sveltejs/kit'
import {
  cancelImport,
  decideImportRows,
  faultText,
  fieldLabel,
  getImport,
  importFields,
  listImportRows,
  mapImport,
  type RowFilter,
  runImport,
  type StagedRow,
} from '#modules/members/server/index.ts'
import { unitFromForm } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { messageNamed } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const filters: readonly RowFilter[] = ['error', 'warning', 'undecided', 'all']
const pageSize = 50

export const load: PageServerLoad = async ({ locals, params, url }) =>
  locals.read(async (ctx) => {
    const found = await getImport(ctx, params.importId)
    const { layout, mapping, counts, remarks, ...list } = found
    const isOpen = openStates.includes(list.state)
    const step = stepOf(list.state, url)
    const filter = askedFilter(url, counts)
    const after = Number(url.searchParams.get('after')) || 0
    const rows =
      step === 'check'
        ? await listImportRows(ctx, list.id, { filter, after, limit: pageSize + 1 })
        : []
    const { header } = layout
    const columns = header?.columns ?? []
    return {
      list,
      counts,
      remarks: {
        ...remarks,
        swappedColumns: (remarks.swappedColumns ?? []).map((at) => columns[at]?.header ?? ''),
      },
      isOpen,
      step,
      filter,
      rows: rows.slice(0, pageSize).map((row) => rowOf(row, header, mapping?.fields ?? [])),
      next: rows.length > pageSize ? (rows[pageSize - 1]?.line ?? null) : null,
      isFirst: after === 0,
      skipped: layout.skipped,
      columns: step === 'columns' ? columnsOf(columns, mapping?.fields ?? []) : [],
      fields:
        step === 'columns'
          ? importFields.map((value) => ({ value, label: fieldLabel(value) }))
          : [],
      headerRow: header?.firstRow ?? null,
      sheets: step === 'columns' ? layout.sheets : [],
      isSwapped: mapping?.dayAndMonthSwapped ?? false,
    }
  })

const openStates: readonly string[] = ['uploaded', 'checked', 'failed']

function stepOf(state: string, url: URL) {
  if (!openStates.includes(state)) return 'result'
  const wantsColumns = url.searchParams.get('step') === 'columns'
  return state === 'uploaded' || wantsColumns ? 'columns' : 'check'
}

type Found = Awaited<ReturnType<typeof getImport>>

/** The rows that were asked for; else those that need somebody most. */
function askedFilter(url: URL, counts: Found['counts']): RowFilter {
  const asked = filters.find((filter) => filter === url.searchParams.get('rows'))
  if (asked) return asked
  if (counts.errors > 0) return 'error'
  if (counts.undecided > 0) return 'undecided'
  return counts.warnings > 0 ? 'warning' : 'all'
}

const rowOf = (
  { cells, key: _, person, ...row }: StagedRow,
  header: Found['layout']['header'],
  fields: readonly (string | null)[],
) => ({
  ...row,
  name: person?.fullName ?? writtenName(cells, fields),
  birth: person?.birth,
  faults: header
    ? row.faults.map((fault) => ({ level: fault.level, text: faultText(fault, header) }))
    : [],
})

/** Columns with what they were taken for, and why where nobody has said so. */
const columnsOf = (
  columns: NonNullable<Found['layout']['header']>['columns'],
  fields: readonly (string | null)[],
) =>
  columns.map(({ index, header, samples, reason, field }) => ({
    index,
    header,
    samples: samples.slice(0, 3),
    field: fields[index] ?? '',
    reason:
      reason && field === fields[index] ? (messageNamed(`import_reason_${reason}`) ?? '') : '',
  }))

/** What stands where the name should be, for rows whose name could not be read. */
function writtenName(cells: readonly unknown[], fields: readonly (string | null)[]): string {
  const at = fields.findIndex((field) => field === 'fullName' || field === 'givenName')
  return String(cells[at] ?? '')
}

const thisImport = (_: FormData, event: RequestEvent) => ({ importId: event.params.importId })

async function mappingFromForm(form: FormData, event: RequestEvent) {
  const fields: (string | null)[] = []
  for (const [name, value] of form) {
    const column = /^column(\d+)$/.exec(name)?.[1]
    if (column)
      fields[Number(column)] = (importFields as readonly string[]).includes(String(value))
        ? String(value)
        : null
  }
  const unitChoices: Record<string, string> = {}
  for (let i = 0; form.has(`unitName${i}`); i++) {
    const unitId = await event.locals.read((ctx) => unitFromForm(ctx, form, `unit${i}`))
    if (unitId) unitChoices[String(form.get(`unitName${i}`))] = unitId
  }
  return {
    importId: event.params.importId,
    sheet: form.get('sheet') ?? 0,
    headerRow: form.get('headerRow') || undefined,
    mapping:
      fields.length > 0
        ? {
            fields: Array.from(fields, (field) => field ?? null),
            dayAndMonthSwapped: form.has('swapped'),
          }
        : undefined,
    unitChoices,
  }
}

const backTo =
  (query = '') =>
  (_: unknown, event: RequestEvent) =>
    redirect(303, `/members/import/${event.params.importId}${query}`)

export const actions = {
  map: formAction(mapImport, { input: mappingFromForm, done: backTo() }),
  decide: formAction(decideImportRows, {
    input: (form, event: RequestEvent) => {
      const [decision, scope] = String(form.get('decision')).split(' ')
      return {
        importId: event.params.importId,
        decision,
        lines: scope === 'undecided' ? scope : form.getAll('lines'),
      }
    },
    done: backTo('?rows=undecided'),
  }),
  run: formAction(runImport, {
    input: (form, event: RequestEvent) => ({
      importId: event.params.importId,
      withoutErrors: form.has('withoutErrors'),
    }),
    done: backTo(),
  }),
  cancel: formAction(cancelImport, {
    input: thisImport,
    done: () => redirect(303, '/members/import'),
  }),
} satisfies Actions
