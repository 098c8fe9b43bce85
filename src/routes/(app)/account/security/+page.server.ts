import { fail, redirect } from '@sveltejs/kit'
import * as m from '#paraglide/messages.js'
import { heldPermissions } from '#platform/server/access/held.ts'
import { permissions } from '#platform/server/access/role-types.ts'
import { sessionOver } from '#platform/server/form-action.ts'
import {
  createApiToken,
  endSessions,
  findLogin,
  listApiTokens,
  listPasskeys,
  listSessions,
  removePasskey,
  revokeApiToken,
} from '#platform/server/identity/index.ts'
import { faultText } from '#platform/server/messages.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const accountOf = (event: RequestEvent) => {
  const { accountId, kind } = event.locals.asking.actor
  if (!accountId || kind !== 'person') redirect(303, '/sign-in')
  return accountId
}

export const load: PageServerLoad = async (event) => {
  const id = accountOf(event as RequestEvent)
  const { pool } = event.locals.identity
  const login = await findLogin(pool, { id })
  return {
    hasSecondFactor: login?.hasSecondFactor ?? false,
    sessions: (await listSessions(pool, id)).map((session) => ({
      ...session,
      isThis: session.id === event.locals.sessionId,
    })),
    passkeys: await listPasskeys(pool, id),
    tokens: await listApiTokens(pool, id),
    // A token can do no more than its account.
    permissions: [...(await event.locals.read(heldPermissions))],
    permissionNames: permissionNames(),
  }
}

/** In the reader's language, from the server, so that the page does not load every message. */
const words = m as unknown as Record<string, (() => string) | undefined>
const permissionNames = (): Record<string, string> =>
  Object.fromEntries(
    permissions.map((name) => [
      name,
      words[`access_permission_${name.replaceAll('.', '_')}`]?.() ?? name,
    ]),
  )

const idFrom = async (event: RequestEvent) =>
  String((await event.request.formData()).get('id') ?? '')

export const actions = {
  endSession: async (event) => {
    await endSessions(event.locals.identity.pool, accountOf(event), { only: await idFrom(event) })
  },
  endOthers: async (event) => {
    await endSessions(event.locals.identity.pool, accountOf(event), {
      except: event.locals.sessionId ?? null,
    })
  },
  removePasskey: async (event) => {
    await removePasskey(event.locals.identity.pool, accountOf(event), await idFrom(event))
  },
  revokeToken: async (event) => {
    await revokeApiToken(event.locals.identity.pool, accountOf(event), await idFrom(event))
  },
  createToken: async (event) => {
    const form = await event.request.formData()
    if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
    const name = String(form.get('name') ?? '').trim()
    const held = await event.locals.read(heldPermissions)
    const chosen = [...held].filter((permission) => form.getAll('permissions').includes(permission))
    if (!name)
      return fail(400, { faults: { name: faultText('required') } as Record<string, string> })
    if (chosen.length === 0)
      return fail(400, { faults: { permissions: faultText('required') } as Record<string, string> })
    const { text } = await createApiToken(event.locals.identity.pool, {
      loginId: accountOf(event),
      name,
      permissions: chosen,
    })
    return { token: text }
  },
} satisfies Actions
