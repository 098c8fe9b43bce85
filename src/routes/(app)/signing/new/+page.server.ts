import { redirect } from '@sveltejs/kit'
import { findSigner, request } from '#modules/signing/server/index.ts'
import { listGrantedUnits, unitFromForm } from '#modules/units/server/index.ts'
import { may } from '#platform/server/access/sentence.ts'
import { Invalid } from '#platform/server/errors.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { formAction } from '#platform/server/form-action.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const mostSigners = 10

export const load: PageServerLoad = async ({ locals }) =>
  locals.read(async (ctx) => {
    await ctx.authorize(may('signing.write').anywhere)
    const [own] = await listGrantedUnits(ctx, 'signing.write')
    return { own: own && { id: own.id, name: own.name }, newId: uuidv7() }
  })

/** Reads the form; the file is kept before the command runs, which then looks into it again. */
async function inputFrom(form: FormData, event: RequestEvent) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const { unitId, signers } = await event.locals.read(async (ctx) => {
    await ctx.authorize(may('signing.write').anywhere)
    const rows = Array.from({ length: mostSigners }, (_, i) => i).filter((i) => text(`signer${i}`))
    const found = []
    for (const i of rows)
      found.push({ i, personId: await findSigner(ctx, text(`signer${i}`)), role: text(`role${i}`) })
    return { unitId: await unitFromForm(ctx, form), signers: found }
  })
  const file = form.get('file')
  const faults = [
    ...signers.flatMap(({ i, personId }) =>
      personId ? [] : [{ path: `signer${i}`, code: 'person_unknown' }],
    ),
    ...signers.flatMap(({ i, role }) => (role ? [] : [{ path: `role${i}`, code: 'required' }])),
    ...(signers.length === 0 ? [{ path: 'signer0', code: 'required' }] : []),
    ...(unitId ? [] : [{ path: 'unitId', code: 'required' }]),
    ...(text('title') ? [] : [{ path: 'title', code: 'required' }]),
    ...(file instanceof File && file.size > 0 ? [] : [{ path: 'file', code: 'required' }]),
  ]
  if (faults.length > 0 || !(file instanceof File)) throw new Invalid(faults)
  const bytes = new Uint8Array(await file.arrayBuffer())
  await recogniseFile(bytes, ['pdf'])
  const { sha256 } = await event.locals.app.files.put(bytes)
  return {
    id: text('id'),
    unitId,
    title: text('title'),
    number: text('number') || undefined,
    datedOn: text('datedOn') || undefined,
    sha256,
    signers: signers.map(({ personId, role }) => ({ personId, role })),
  }
}

export const actions = {
  default: formAction(request, {
    input: inputFrom,
    done: ({ id }) => redirect(303, `/signing/${id}`),
  }),
} satisfies Actions
