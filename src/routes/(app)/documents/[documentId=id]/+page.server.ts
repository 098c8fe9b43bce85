import { redirect } from '@sveltejs/kit'
import { listAssignmentsOf } from '#modules/assignments/server/index.ts'
import { type DeliveryFilter, deliveryFilters } from '#modules/documents/index.ts'
import {
  approveDocument,
  archiveDocument,
  attachFile,
  canCommentOn,
  canIssueAt,
  canWriteAt,
  commentDocument,
  countDeliveries,
  discardDocument,
  distributeDocument,
  findOwnDelivery,
  getDocument,
  giveTask,
  hasFileToShare,
  issueDocument,
  listDeliveries,
  listFiles,
  listLinks,
  listSteps,
  openDocument,
  openNumber,
  type Paper,
  patternOf,
  remindReceivers,
  removeFile,
  revokeLink,
  sendBackDocument,
  sendForSignature,
  shareDocument,
  submitDocument,
  withdrawDocument,
} from '#modules/documents/server/index.ts'
import { personFromForm } from '#modules/members/server/index.ts'
import {
  countUnitsBelow,
  listGrantedUnits,
  listGroupings,
  unitFromForm,
} from '#modules/units/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { formAction, readForm } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const document = await locals.read((ctx) => getDocument(ctx, params.documentId))
  // Whoever opens a confidential paper is written down, with script or without.
  if (document.secrecy !== 'none')
    await locals.app.run(locals.asking, openDocument, { documentId: document.id })
  return locals.read(async (ctx) => {
    const mayWrite = await ctx.allows(canWriteAt(document.unitId))
    const units = await listGrantedUnits(ctx, 'work.assign')
    return {
      document,
      mayWrite,
      mayIssue: await ctx.allows(canIssueAt(document.unitId)),
      mayComment: await ctx.allows(canCommentOn(document)),
      pattern:
        document.direction === 'out' && document.state === 'approved'
          ? openNumber(await patternOf(ctx, document))
          : '',
      files: await listFiles(ctx, document.id),
      steps: await listSteps(ctx, document.id),
      own: (await findOwnDelivery(ctx, document.id)) ?? null,
      tasks: await listAssignmentsOf(ctx, document.id),
      taskUnits: units.map(({ id, name }) => ({ value: id, label: name })),
      deliveries:
        mayWrite && document.direction === 'out' ? await receiptsOf(ctx, document, url) : null,
      links: mayWrite ? await listLinks(ctx, document.id) : [],
      hasFile: mayWrite && (await hasFileToShare(ctx, document)),
      origin: url.origin,
      today: ctx.today,
      ids: {
        step: uuidv7(),
        comment: uuidv7(),
        request: uuidv7(),
        file: uuidv7(),
        task: uuidv7(),
        link: uuidv7(),
      },
    }
  })
}

/** To whom it went, as the address asks; nothing before it is issued. */
async function receiptsOf(ctx: Context, document: Paper, url: URL) {
  if (!['issued', 'archived', 'withdrawn'].includes(document.state)) return null
  const asked = url.searchParams
  const filter: DeliveryFilter = deliveryFilters.find((one) => one === asked.get('show')) ?? 'all'
  const text = asked.get('who')?.trim().slice(0, 100) ?? ''
  const offset = Math.max(0, Math.trunc(Number(asked.get('from')) || 0))
  const page = await listDeliveries(ctx, { documentId: document.id, filter, text, offset })
  return {
    counts: await countDeliveries(ctx, document.id),
    page: { ...page, filter, text, offset },
    below: await countUnitsBelow(ctx, document.unitId),
    groupings: (await listGroupings(ctx)).map(({ id, name }) => ({ id, name })),
    wasRemindedToday: document.remindedAt
      ? ctx.now().getTime() - document.remindedAt.getTime() < 20 * 3_600_000
      : false,
  }
}

const input = (form: FormData, event: RequestEvent) => ({
  ...readForm(form),
  documentId: event.params.documentId,
})

export const actions = {
  submit: formAction(submitDocument, { input }),
  approve: formAction(approveDocument, { input }),
  comment: formAction(commentDocument, { input }),
  sendBack: formAction(sendBackDocument, { input }),
  issue: formAction(issueDocument, { input }),
  sendForSignature: formAction(sendForSignature, { input }),
  withdraw: formAction(withdrawDocument, { input }),
  archive: formAction(archiveDocument, { input }),
  discard: formAction(discardDocument, {
    input,
    done: () => redirect(303, '/documents?show=drafts'),
  }),
  open: formAction(openDocument, { input }),
  distribute: formAction(distributeDocument, {
    input: (form, event: RequestEvent) =>
      event.locals.read(async (ctx) => {
        const names = ['unit1', 'unit2', 'unit3']
        const units = await Promise.all(names.map((name) => unitFromForm(ctx, form, name)))
        const person = await personFromForm(ctx, form, 'person')
        return {
          documentId: event.params.documentId,
          below: form.getAll('below'),
          groupingId: form.get('groupingId') ?? undefined,
          unitIds: units.filter(Boolean),
          personIds: person ? [person] : [],
        }
      }),
  }),
  remind: formAction(remindReceivers, { input }),
  attach: formAction(attachFile, {
    input: async (form, event: RequestEvent) => {
      const file = form.get('file')
      const isFile = file instanceof File
      return {
        ...readForm(form),
        documentId: event.params.documentId,
        fileName: (isFile && file.name) || '-',
        bytes: isFile ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
      }
    },
  }),
  removeFile: formAction(removeFile),
  giveTask: formAction(giveTask, {
    input: async (form, event: RequestEvent) => ({
      ...input(form, event),
      ownerId: await event.locals.read((ctx) => personFromForm(ctx, form, 'ownerId')),
    }),
  }),
  share: formAction(shareDocument, { input }),
  revokeLink: formAction(revokeLink),
} satisfies Actions
