import webpush from 'web-push'
import type { App } from '#platform/server/app.ts'
import { ForbiddenAddress, openGuardedClient, trustedHosts } from '../guarded-request.ts'
import { checkPushAddress } from '../push-services.ts'
import { type OpenChannel, type Outcome, outcomeOfBrokenRequest } from './channel.ts'
import { linkTo, readCommuneCodes, readSaid, textIn } from './said.ts'

export interface PushSubscription {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

const hours = 3600
/** A notice that a phone does not fetch within three days is no news any more. */
const keptSeconds = 72 * hours
/** The right to push is signed anew for each push service after half its allowed day. */
const signedSeconds = 12 * hours

/** Web push (RFC 8030, 8291, 8292): encrypted to each browser, to the push services that browsers have. */
export async function openPush(app: App, postId: string): Promise<OpenChannel | undefined> {
  const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT } = app.config
  if (!VAPID_PUBLIC_KEY || !VAPID_PRIVATE_KEY || !VAPID_SUBJECT) return undefined
  const [post] = await readSaid(app, [postId])
  if (!post) return undefined
  const communes = await readCommuneCodes(app)
  const trusted = trustedHosts(app.config.PUSH_HOSTS)
  const client = openGuardedClient({ trusted, sockets: 128 })
  const rights = new Map<string, string>()
  const rightFor = (origin: string) => {
    const known = rights.get(origin)
    if (known) return known
    const until = Math.floor(Date.now() / 1000) + signedSeconds
    const { Authorization } = webpush.getVapidHeaders(
      origin,
      VAPID_SUBJECT,
      VAPID_PUBLIC_KEY,
      VAPID_PRIVATE_KEY,
      'aes128gcm',
      until,
    )
    rights.set(origin, Authorization)
    return Authorization
  }

  const send: OpenChannel['send'] = async (parcel) => {
    if (!parcel.addressSealed) return { kind: 'gone', why: 'refused' }
    const subscription: PushSubscription = JSON.parse(app.sealer.unseal(parcel.addressSealed))
    const text = textIn(post, parcel.language)
    const commune = parcel.unitId ? communes.get(parcel.unitId) : undefined
    const said = {
      title: text.title,
      body: text.summary,
      url: linkTo('', post.id, { commune, language: text.language }),
      tag: post.id,
    }
    try {
      const url = checkPushAddress(subscription.endpoint, trusted)
      const { headers, body } = webpush.generateRequestDetails(subscription, JSON.stringify(said), {
        TTL: keptSeconds,
        contentEncoding: 'aes128gcm',
        urgency: 'normal',
        topic: post.id.replaceAll('-', ''),
      })
      const answer = await client.send(url, {
        method: 'POST',
        headers: { ...(headers as Record<string, string>), authorization: rightFor(url.origin) },
        body: body as Buffer,
      })
      return outcomeOf(answer.status, answer.headers['retry-after'])
    } catch (error) {
      if (error instanceof ForbiddenAddress) return { kind: 'gone', why: 'refused' }
      return outcomeOfBrokenRequest(error)
    }
  }
  return { window: 100, send, close: client.close }
}

function outcomeOf(status: number, retryAfter: string | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 404 || status === 410) return { kind: 'gone', why: 'refused' }
  if (status === 429 || status >= 500)
    return { kind: 'later', why: 'busy', afterSeconds: Math.min(Number(retryAfter) || 120, hours) }
  return { kind: 'failed', why: 'refused' }
}
