import { z } from 'zod'
import { type Endpoint, read, write } from '#platform/server/api/endpoint.ts'
import { EventBody } from '../shapes.ts'
import { addEvents } from './commands/add-events.ts'
import { answerPlaces } from './commands/answer-places.ts'
import { applyDraft } from './commands/apply-draft.ts'
import { openDraft } from './commands/open-draft.ts'
import { undoDraft } from './commands/undo-draft.ts'
import { type Draft, getDraft, listDrafts, listEvents } from './draft.ts'
import { canDraftSomewhere } from './policy.ts'
import { readPlan } from './read-plan.ts'

const Balance = z.record(z.string(), z.object({ before: z.number(), after: z.number() })).nullable()
const DraftOut = z.object({
  id: z.guid(),
  title: z.string(),
  decisionNo: z.string().nullable(),
  effectiveOn: z.iso.date(),
  scopeIds: z.array(z.guid()),
  state: z.enum(['open', 'discarded', 'applied', 'undone']),
  undoUntil: z.iso.datetime().nullable(),
  balance: Balance,
})
const Id = z.object({ id: z.guid() })
const tag = 'restructuring'

const out = (draft: Draft) => ({ ...draft, undoUntil: draft.undoUntil?.toISOString() ?? null })

export const restructuringEndpoints: readonly Endpoint[] = [
  read(
    {
      path: '/restructuring/drafts',
      tag,
      summary: {
        vi: 'Các phương án sắp xếp, đang lập trước',
        en: 'Reform drafts, those still open first',
      },
      input: z.object({}),
      output: z.object({ drafts: z.array(DraftOut) }),
    },
    async (ctx) => {
      await ctx.authorize(canDraftSomewhere)
      return { drafts: (await listDrafts(ctx)).map(out) }
    },
  ),
  read(
    {
      path: '/restructuring/drafts/{draftId}',
      tag,
      summary: {
        vi: 'Một phương án với nội dung, câu hỏi và chỗ không thực hiện được',
        en: 'A draft with its events, its questions and what cannot be carried out',
      },
      input: z.object({ draftId: z.guid() }),
      output: DraftOut.extend({
        events: z.array(z.object({ id: z.guid(), body: EventBody })),
        questions: z.array(
          z.object({ kind: z.enum(['place', 'own']), unitId: z.guid(), into: z.array(z.guid()) }),
        ),
        faults: z.array(z.object({ code: z.string(), unitId: z.guid() })),
      }),
    },
    async (ctx, { draftId }) => {
      const draft = await getDraft(ctx, draftId)
      if (draft.state !== 'open')
        return { ...out(draft), events: await listEvents(ctx, draftId), questions: [], faults: [] }
      const { events, plan } = await readPlan(ctx, draftId)
      return { ...out(draft), events, questions: plan.questions, faults: plan.faults }
    },
  ),
  write(
    {
      path: '/restructuring/drafts',
      tag,
      summary: { vi: 'Lập phương án sắp xếp', en: 'Open a draft' },
      output: Id,
    },
    openDraft,
  ),
  write(
    {
      path: '/restructuring/drafts/{draftId}/events',
      tag,
      summary: { vi: 'Thêm nội dung sắp xếp', en: 'Add what the decision orders' },
      output: Id,
    },
    addEvents,
  ),
  write(
    {
      path: '/restructuring/drafts/{draftId}/answers',
      tag,
      summary: {
        vi: 'Chọn nơi về của chi đoàn dưới đơn vị bị chia tách',
        en: 'Say where branches below a split unit go',
      },
      output: Id,
    },
    answerPlaces,
  ),
  write(
    {
      path: '/restructuring/drafts/{draftId}/apply',
      tag,
      summary: {
        vi: 'Áp dụng phương án trong một lần, có đối chiếu trước và sau',
        en: 'Carry a draft out at once, with counts before and after compared',
      },
      output: Id.extend({ balance: Balance }),
    },
    applyDraft,
  ),
  write(
    {
      path: '/restructuring/drafts/{draftId}/undo',
      tag,
      summary: { vi: 'Hoàn tác phương án đã áp dụng', en: 'Take an applied draft back' },
      output: Id,
    },
    undoDraft,
  ),
]
