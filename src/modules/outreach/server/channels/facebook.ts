import type { App } from '#platform/server/app.ts'
import { isSetUp, type OpenChannel, type Outcome, outcomeOfBrokenRequest } from './channel.ts'
import { linkTo, readSaid, textIn } from './said.ts'

interface GraphAnswer {
  id?: string
  data?: { id: string; message?: string }[]
  error?: { code?: number }
}
/** Application, user and page limits of the Graph API. */
const tooMany = [4, 17, 32, 613]
const tokenEnded = [102, 190]

/** A post on the page (`POST /{page-id}/feed`), with the link from which Facebook takes picture and title. */
export async function openFacebook(app: App, postId: string): Promise<OpenChannel | undefined> {
  const { config } = app
  if (!isSetUp(config, 'facebook') || !config.ORIGIN) return undefined
  const [post] = await readSaid(app, [postId])
  if (!post) return undefined
  const feed = `${config.FACEBOOK_URL.replace(/\/$/, '')}/${config.FACEBOOK_PAGE_ID}/feed`
  const link = linkTo(config.ORIGIN, post.id)
  const { title, summary } = textIn(post, post.language)
  // In the header, and so in nobody's log of addresses.
  const headers = { authorization: `Bearer ${config.FACEBOOK_PAGE_TOKEN}` }
  const options = { redirect: 'error', headers } as const

  /** Where it may be there already, the page itself is asked: its message holds the link. */
  const findThere = async (): Promise<string | undefined> => {
    const answer = await fetch(`${feed}?fields=id,message&limit=50`, {
      ...options,
      signal: AbortSignal.timeout(10_000),
    })
    const { data } = (await answer.json()) as GraphAnswer
    if (!answer.ok || !data) throw Object.assign(new Error('no list'), { code: 'ECONNREFUSED' })
    return data.find(({ message }) => message?.includes(link))?.id
  }

  const send: OpenChannel['send'] = async ({ attempts }) => {
    try {
      const there = attempts > 1 ? await findThere() : undefined
      if (there) return { kind: 'sent', reference: there }
      const answer = await fetch(feed, {
        ...options,
        method: 'POST',
        body: new URLSearchParams({ message: `${title}\n\n${summary}\n\n${link}`, link }),
        signal: AbortSignal.timeout(15_000),
      })
      return outcomeOf(answer.status, (await answer.json()) as GraphAnswer)
    } catch (error) {
      return outcomeOfBrokenRequest((error as { cause?: unknown }).cause ?? error)
    }
  }
  const perSecond = config.FACEBOOK_PER_HOUR / 3600
  return { window: 1, pace: { service: 'facebook', perSecond, burst: 5 }, send, close: () => {} }
}

function outcomeOf(status: number, { id, error }: GraphAnswer): Outcome {
  if (id) return { kind: 'sent', reference: id }
  if (tokenEnded.includes(error?.code ?? 0)) return { kind: 'failed', why: 'token' }
  if (tooMany.includes(error?.code ?? 0) || status === 429)
    return { kind: 'later', why: 'busy', afterSeconds: 900 }
  // A server that fell over may have posted before it fell.
  if (status >= 500) return { kind: 'unknown', why: 'interrupted' }
  return { kind: 'failed', why: 'refused' }
}
