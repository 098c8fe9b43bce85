import {
  countBooks,
  type DocumentRow,
  type InboxRow,
  listDocuments,
  listInbox,
  receiveDocuments,
} from '#modules/documents/server/index.ts'
import { getUnit, listGrantedUnits } from '#modules/units/server/index.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

const shown = ['inbox', 'mine', 'drafts', 'outgoing', 'book'] as const
type Shown = (typeof shown)[number]

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const own = await listGrantedUnits(ctx, 'documents.write')
    const asked = uuidFrom(url.searchParams.get('unit'))
    const unit = asked ? await getUnit(ctx, asked) : own[0]
    const wanted = shown.find((one) => one === url.searchParams.get('show'))
    const show: Shown = !unit ? 'mine' : (wanted ?? 'inbox')
    const offset = Math.max(0, Math.trunc(Number(url.searchParams.get('from')) || 0))
    const counts = await countBooks(ctx, unit?.id)
    const page =
      show === 'inbox' || show === 'mine'
        ? await listInbox(ctx, { unitId: show === 'inbox' ? unit?.id : undefined, offset })
        : await listDocuments(ctx, { book: show, unitId: unit?.id ?? '', offset })
    return {
      show,
      offset,
      counts,
      rows: page.rows as (DocumentRow & Partial<InboxRow>)[],
      next: page.next,
      unit: unit ? { id: unit.id, name: unit.name } : null,
      units: own.map(({ id, name }) => ({ id, name })),
      isAsked: Boolean(asked),
    }
  })

export const actions = {
  receive: formAction(receiveDocuments, {
    input: (form) => ({ deliveryIds: form.getAll('delivery') }),
  }),
} satisfies Actions
