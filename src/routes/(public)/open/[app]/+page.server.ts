import { NotFound } from '#platform/server/errors.ts'
import { cacheInPublic } from '#platform/server/public-answer.ts'
import type { PageServerLoad } from './$types'

interface Outside {
  web: string
  /** The package in Google Play: opens the app, or the store where it is not installed. */
  android?: string
  iphone?: string
  phone?: string
}

/** The state's own apps and portal; addresses as their owners publish them. */
const apps: Record<string, Outside> = {
  vneid: {
    web: 'https://vneid.gov.vn',
    android: 'com.vnid',
    iphone: 'https://apps.apple.com/vn/app/vneid/id1582750372',
    phone: '1900 0368',
  },
  dichvucong: { web: 'https://dichvucong.gov.vn', phone: '1800 1096' },
  congdanso: {
    web: 'https://play.google.com/store/search?c=apps&q=C%C3%B4ng%20d%C3%A2n%20s%E1%BB%91%20H%C3%A0%20Giang',
    iphone:
      'https://apps.apple.com/vn/search?term=C%C3%B4ng%20d%C3%A2n%20s%E1%BB%91%20H%C3%A0%20Giang',
  },
}

/** Leads into an app of the state; where the phone does not have it, to its official store or website. */
export const load: PageServerLoad = (event) => {
  const { params } = event
  const found = Object.hasOwn(apps, params.app) ? apps[params.app] : undefined
  if (!found) throw new NotFound('front.not_found')
  cacheInPublic(event)
  const { web, android, iphone, phone } = found
  const store = android && `https://play.google.com/store/apps/details?id=${android}`
  return {
    app: params.app as 'vneid' | 'dichvucong' | 'congdanso',
    web,
    iphone: iphone ?? null,
    phone: phone ?? null,
    // Chrome on Android opens the app; without it the address after "fallback" is opened.
    android: store
      ? `intent://open#Intent;action=android.intent.action.MAIN;category=android.intent.category.LAUNCHER;package=${android};S.browser_fallback_url=${encodeURIComponent(store)};end`
      : null,
    store: store ?? null,
  }
}
