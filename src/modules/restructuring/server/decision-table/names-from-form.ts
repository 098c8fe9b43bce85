import type { Context } from '#platform/server/context.ts'
import { Invalid } from '#platform/server/errors.ts'
import { unitFromDraftForm } from '../event-from-form.ts'

/**
 * The input of `answerNames` from the form of one name: units chosen and one searched for, or none of
 * the register. Throws Invalid where nothing was said.
 */
export async function nameFromForm(ctx: Context, draftId: string, form: FormData) {
  const unitIds = form.has('none') ? [] : form.getAll('unitIds').map(String)
  if (!form.has('none')) {
    const other = await unitFromDraftForm(ctx, draftId, form, 'other', {
      levels: ['commune'],
      onlyStanding: true,
    })
    if (other) unitIds.push(other)
    else if (String(form.get('otherText') ?? '').trim())
      throw new Invalid([{ path: 'other', code: 'invalid_value' }])
    if (unitIds.length === 0)
      throw new Invalid([{ path: 'other', code: 'restructuring_name_missing' }])
  }
  const [position, place] = String(form.get('name') ?? '').split('.')
  return { draftId, answers: [{ position, place, unitIds: [...new Set(unitIds)] }] }
}

/** The input of `answerNames` from the proposals that were shown: each as "position.place unit". */
export const proposalsFromForm = (draftId: string, form: FormData) => ({
  draftId,
  answers: form.getAll('proposals').map((proposal) => {
    const [key = '', unitId] = String(proposal).split(' ')
    const [position, place] = key.split('.')
    return { position, place, unitIds: [unitId] }
  }),
})
