import { fail, redirect } from '@sveltejs/kit'
import {
  addCertificate,
  listCertificates,
  type RemoteKind,
  readChain,
  remoteSigner,
  remoteSigners,
  removeCertificate,
} from '#modules/signing/server/index.ts'
import { DomainError } from '#platform/server/errors.ts'
import { formAction, sessionOver } from '#platform/server/form-action.ts'
import { errorText } from '#platform/server/messages.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => ({
  certificates: await locals.read((ctx) => listCertificates(ctx, ctx.actor.personId ?? '')),
  services: Object.keys(remoteSigners(locals.app.config)) as RemoteKind[],
  wasAdded: url.searchParams.has('added'),
})

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/** The certificates that a service has of a user; asked outside any transaction. */
async function ask(event: RequestEvent, form: FormData) {
  const service = text(form, 'service')
  const user = text(form, 'user')
  const found = await remoteSigner(event.locals.app.config, service).listCertificates(user)
  return { service, user, found }
}

export const actions = {
  remove: formAction(removeCertificate, {
    done: () => redirect(303, '/signing/certificates'),
  }),
  find: async (event) => {
    const form = await event.request.formData()
    if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
    if (!text(form, 'user')) return fail(400, { needsUser: true })
    try {
      const { service, user, found } = await ask(event, form)
      return { service, user, found: found.map(({ key, chain }) => ({ key, ...readChain(chain) })) }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return fail(error.status, { message: errorText(error.code, error.details) })
    }
  },
  add: async (event) => {
    const form = await event.request.formData()
    if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
    try {
      // What the service says now, not what the form says that it said.
      const { service, user, found } = await ask(event, form)
      const chosen = found.find(({ key }) => key === text(form, 'key'))
      await event.locals.app.run(event.locals.asking, addCertificate, {
        id: uuidv7(),
        provider: service,
        chain: chosen?.chain.map((der) => der.toString('base64')) ?? [],
        providerUser: user,
        providerKey: chosen?.key,
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return fail(error.status, { message: errorText(error.code, error.details) })
    }
    redirect(303, '/signing/certificates?added')
  },
} satisfies Actions
