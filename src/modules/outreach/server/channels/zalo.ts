import type { App } from '#platform/server/app.ts'
import { isSetUp, type OpenChannel, type Outcome, outcomeOfBrokenRequest } from './channel.ts'
import { linkTo, readCommuneCodes, readSaid, textIn } from './said.ts'
import { ZaloLocked, ZaloUnreachable, zaloAccessToken } from './zalo-tokens.ts'

/** What Zalo answers: 0 is well, everything else a refusal, with HTTP 200. */
interface ZaloAnswer {
  error?: number
  data?: { message_id?: string }
}
const expired = -216
/** Too many a minute, or a day. */
const tooMany = [-32, -211]
/** Follows no more, blocked the account, or never was. */
const nobodyThere = [-201, -213, -217]

/** A message of the Official Account to each follower: title, summary and the link of their commune. */
export async function openZalo(app: App, postId: string): Promise<OpenChannel | undefined> {
  const { config } = app
  const origin = config.ORIGIN
  if (!isSetUp(config, 'zalo') || !origin) return undefined
  const [post] = await readSaid(app, [postId])
  if (!post) return undefined
  const communes = await readCommuneCodes(app)

  const ask = async (token: string, userId: string, text: string): Promise<ZaloAnswer | number> => {
    const answer = await fetch(`${config.ZALO_URL}/v3.0/oa/message/cs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', access_token: token },
      body: JSON.stringify({ recipient: { user_id: userId }, message: { text } }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    return answer.ok ? ((await answer.json()) as ZaloAnswer) : answer.status
  }

  const send: OpenChannel['send'] = async (parcel) => {
    if (!parcel.addressSealed) return { kind: 'gone', why: 'refused' }
    const userId = app.sealer.unseal(parcel.addressSealed)
    const { title, summary, language } = textIn(post, parcel.language)
    const commune = parcel.unitId ? communes.get(parcel.unitId) : undefined
    const text = `${title}\n\n${summary}\n\n${linkTo(origin, post.id, { commune, language })}`
    try {
      let token = await zaloAccessToken(app)
      let answer = await ask(token, userId, text)
      // A refusal for its token is no message: the same one goes again, once, with a new token.
      if (typeof answer === 'object' && answer.error === expired) {
        token = await zaloAccessToken(app, token)
        answer = await ask(token, userId, text)
      }
      return outcomeOf(answer)
    } catch (error) {
      if (error instanceof ZaloLocked) return { kind: 'failed', why: 'token' }
      if (error instanceof ZaloUnreachable)
        return { kind: 'later', why: 'unreachable', afterSeconds: 120 }
      return outcomeOfBrokenRequest((error as { cause?: unknown }).cause ?? error)
    }
  }
  const perSecond = config.ZALO_PER_MINUTE / 60
  return {
    window: 20,
    pace: { service: 'zalo', perSecond, burst: Math.max(1, Math.ceil(perSecond)) },
    send,
    close: () => {},
  }
}

function outcomeOf(answer: ZaloAnswer | number): Outcome {
  if (typeof answer === 'number')
    return answer === 429 || answer >= 500
      ? { kind: 'later', why: 'busy', afterSeconds: 120 }
      : { kind: 'failed', why: 'refused' }
  if (answer.error === 0) return { kind: 'sent', reference: answer.data?.message_id }
  if (answer.error === expired) return { kind: 'failed', why: 'token' }
  if (tooMany.includes(answer.error ?? 0)) return { kind: 'later', why: 'busy', afterSeconds: 300 }
  if (nobodyThere.includes(answer.error ?? 0)) return { kind: 'gone', why: 'refused' }
  return { kind: 'failed', why: 'refused' }
}
