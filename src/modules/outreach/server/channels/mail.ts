import { sql } from 'kysely'
import nodemailer, { type Transporter } from 'nodemailer'
import * as m from '#paraglide/messages.js'
import type { App } from '#platform/server/app.ts'
import { addressToken } from '../address-token.ts'
import { isSetUp, type OpenChannel, type Outcome } from './channel.ts'
import { linkTo, readCommuneCodes, readSaid, textIn } from './said.ts'

/** The installation's way to send letters; to be closed. */
export const openTransport = (app: App): Transporter =>
  nodemailer.createTransport(app.config.SMTP_URL ?? '', {
    from: app.config.MAIL_FROM,
    // No letter of ours takes anything from a file or from another address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>')

/** The letter of the week: to each mailbox the posts for its commune, with one click to be left alone. */
export async function openMail(app: App, deliveryId: string): Promise<OpenChannel | undefined> {
  const origin = app.config.ORIGIN?.replace(/\/$/, '')
  if (!isSetUp(app.config, 'mail') || !origin) return undefined
  const { rows: places } = await sql<{ postId: string; unitId: string | null }>`
    select post_id, unit_id from outreach.digest_places(${deliveryId}::uuid)`.execute(
    app.database.kysely,
  )
  const posts = await readSaid(app, [...new Set(places.map(({ postId }) => postId))])
  const communes = await readCommuneCodes(app)
  const transport = openTransport(app)

  const send: OpenChannel['send'] = async (parcel) => {
    if (!parcel.addressSealed) return { kind: 'gone', why: 'refused' }
    const forThem = new Set(
      places.filter(({ unitId }) => unitId === parcel.unitId).map(({ postId }) => postId),
    )
    const said = posts
      .filter(({ id }) => forThem.has(id))
      .map((post) => {
        const text = textIn(post, parcel.language)
        const commune = parcel.unitId ? communes.get(parcel.unitId) : undefined
        return { ...text, link: linkTo(origin, post.id, { commune, language: text.language }) }
      })
    // All of it was withdrawn meanwhile: no empty letter.
    if (said.length === 0) return { kind: 'failed', why: 'refused' }
    const leave = `${origin}/news/unsubscribe/${addressToken(app.sealer, 'leave', parcel.targetId)}`
    const intro = m.outreach_mail_intro({}, { locale: 'vi' })
    const end = m.outreach_mail_leave({}, { locale: 'vi' })
    try {
      const { messageId } = await transport.sendMail({
        to: app.sealer.unseal(parcel.addressSealed),
        subject:
          said.length === 1
            ? (said[0]?.title ?? '')
            : m.outreach_mail_subject({ count: said.length }, { locale: 'vi' }),
        messageId: `<${deliveryId}.${parcel.targetId}@${new URL(origin).hostname}>`,
        text: [
          intro,
          ...said.map((it) => `${it.title}\n${it.summary}\n${it.link}`),
          `${end} ${leave}`,
        ].join('\n\n'),
        html: [
          `<p>${escaped(intro)}</p>`,
          ...said.map(
            (it) =>
              `<h2><a href="${escaped(it.link)}">${escaped(it.title)}</a></h2><p>${escaped(it.summary)}</p>`,
          ),
          `<p><a href="${leave}">${escaped(end)}</a></p>`,
        ].join('\n'),
        headers: {
          'List-Unsubscribe': `<${leave}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      })
      return { kind: 'sent', reference: messageId }
    } catch (error) {
      return outcomeOfRefusedLetter(error)
    }
  }
  const perSecond = app.config.MAIL_PER_MINUTE / 60
  return {
    window: 10,
    pace: { service: 'mail', perSecond, burst: Math.max(5, Math.ceil(perSecond)) },
    send,
    close: () => transport.close(),
  }
}

/** What SMTP said: 4xx is for now, 5xx for good; a line that broke while the letter was under way tells nothing. */
export function outcomeOfRefusedLetter(error: unknown): Outcome {
  const { code, responseCode, command } = error as {
    code?: string
    responseCode?: number
    command?: string
  }
  if (responseCode && responseCode >= 500)
    return { kind: 'failed', why: code === 'EAUTH' ? 'token' : 'refused' }
  if (responseCode && responseCode >= 400) return { kind: 'later', why: 'busy', afterSeconds: 600 }
  if (command === 'DATA') return { kind: 'unknown', why: 'interrupted' }
  return { kind: 'later', why: 'unreachable', afterSeconds: 300 }
}
