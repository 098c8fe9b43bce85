import { error, redirect } from '@sveltejs/kit'
import type { NavigationEntry } from '#modules/manifest.ts'
import { modules } from '#modules/registry.ts'
import * as m from '#paraglide/messages.js'
import { heldPermissions, listMyFormerOffices, listMyRoles } from '#platform/server/access/held.ts'
import { countUnread } from '#platform/server/notices/queries.ts'
import type { LayoutServerLoad } from './$types'

/** Names come from the server, so that a phone does not load every message to show five of them. */
const words = m as unknown as Record<string, () => string>

export const load: LayoutServerLoad = async ({ locals, url, request }) => {
  if (locals.asking.actor.kind === 'nobody') {
    // A form sent without script after the session ended: a redirect would lose what was typed.
    if (request.method === 'POST')
      error(401, { message: 'session_over', code: 'session_over', typed: locals.typed ?? [] })
    redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
  }
  const { held, role, unread } = await locals.read(async (ctx) => ({
    held: await heldPermissions(ctx),
    unread: await countUnread(ctx),
    // Whose only office ended with its unit is shown by that, as long as they may read it.
    role: (await listMyRoles(ctx))[0] ?? (await listMyFormerOffices(ctx))[0],
  }))
  const home = {
    href: '/home',
    icon: 'home',
    message: 'home_nav',
    rank: 0,
    permission: null,
  } satisfies NavigationEntry
  const audit = {
    href: '/audit',
    icon: 'audit',
    message: 'audit_nav',
    rank: 90,
    secondary: true,
    permission: 'audit.read',
  } satisfies NavigationEntry
  const navigation = [home, ...modules.flatMap((module) => module.navigation), audit]
    .filter((entry) => entry.permission === null || held.has(entry.permission))
    .sort((one, other) => one.rank - other.rank)
    .map(({ href, icon, message, secondary }: NavigationEntry) => ({
      href,
      icon,
      label: words[message]?.() ?? message,
      secondary: secondary ?? false,
    }))
  return {
    me: { name: locals.asking.actor.name ?? '', personId: locals.asking.actor.personId ?? null },
    role: role
      ? {
          name: words[`access_role_${role.roleType}`]?.() ?? role.roleType,
          unitId: role.unitId,
          unitName: role.unitName,
        }
      : null,
    unread,
    navigation,
  }
}
