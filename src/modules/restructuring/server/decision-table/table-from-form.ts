import type { Context } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { unitFromDraftForm } from '../event-from-form.ts'
import { readDecisionTable } from './read-decision-table.ts'

/**
 * The input of `importTable` from its form: a file, or pasted text where there is none. Throws what
 * {@link readDecisionTable} throws, and Invalid where neither came or nothing stands above the new units.
 */
export async function tableFromForm(ctx: Context, draftId: string, form: FormData) {
  const file = form.get('file')
  const text = String(form.get('text') ?? '')
  const isFile = file instanceof File && file.size > 0
  if (!isFile && !text.trim())
    throw new Invalid([{ path: 'text', code: 'restructuring_table_missing' }])
  const parentId = await unitFromDraftForm(ctx, draftId, form, 'parentId')
  if (!parentId) {
    const typed = String(form.get('parentIdText') ?? '').trim()
    const code = typed ? 'restructuring_parent_not_found' : 'restructuring_parent_missing'
    throw new Invalid([{ path: 'parentId', code }])
  }
  const { rows } = await readDecisionTable(
    isFile ? { bytes: new Uint8Array(await file.arrayBuffer()) } : { text },
  )
  return { draftId, parentId, rows, ...(isFile ? { source: file.name } : {}) }
}
