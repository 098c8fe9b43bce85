import { sql } from 'kysely'
import { z } from 'zod'
import * as m from '#paraglide/messages.js'
import { dayOf } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'
import { system } from '#platform/server/context.ts'
import { defineTask, type Task } from '#platform/server/tasks/queue.ts'
import { addressToken } from '../address-token.ts'
import { isSetUp } from '../channels/channel.ts'
import { openTransport } from '../channels/mail.ts'
import { publishPost } from '../commands/publish-post.ts'
import { deliver, sweep } from '../deliver.ts'

/** Every minute, and when something was approved for now: what is due is published. */
const publishDue = defineTask({
  name: 'outreach.publish_due',
  shape: z.object({}),
  schedule: '* * * * *',
  run: async (app, asking) => {
    const { rows } = await sql<{
      id: string
    }>`select outreach.due_posts(${app.now()}) as id`.execute(app.database.kysely)
    for (const { id } of rows)
      await app.run({ ...asking, actor: system }, publishPost, { postId: id })
  },
})

/** Every minute: what broke off is called so, and what waits goes on. */
const goOn = defineTask({
  name: 'outreach.go_on',
  shape: z.object({}),
  schedule: '* * * * *',
  run: async (app, asking) => {
    await sweep(app)
    const { rows } = await sql<{
      id: string
    }>`select outreach.open_deliveries(${app.now()}) as id`.execute(app.database.kysely)
    for (const { id } of rows)
      await app.tasks.enqueue(app.database.kysely, 'outreach.deliver', { deliveryId: id }, asking)
  },
})

const deliverOne = defineTask({
  name: 'outreach.deliver',
  shape: z.object({ deliveryId: z.uuid() }),
  run: async (app, _, { deliveryId }) => {
    const sent = await deliver(app, deliveryId)
    if (sent > 0) app.log.info({ deliveryId, sent }, 'delivered')
  },
})

/** Monday morning: the letter of the week, made once, whoever else tries. */
const makeLetter = defineTask({
  name: 'outreach.make_letter',
  shape: z.object({}),
  schedule: '0 6 * * 1',
  run: async (app, asking) => {
    if (!isSetUp(app.config, 'mail')) return
    const { rows } = await sql<{
      id: string | null
    }>`select outreach.make_digest(date_trunc('week', ${dayOf(app.now())}::date)::date, ${app.now()}) as id`.execute(
      app.database.kysely,
    )
    const deliveryId = rows[0]?.id
    if (deliveryId)
      await app.tasks.enqueue(app.database.kysely, 'outreach.deliver', { deliveryId }, asking)
  },
})

/** Asks a mailbox whether it was they who wrote it down. */
const askToConfirm = defineTask({
  name: 'outreach.ask_to_confirm',
  shape: z.object({ subscriberId: z.uuid() }),
  run: async (app, _, { subscriberId }) => askMailbox(app, subscriberId),
})

async function askMailbox(app: App, subscriberId: string) {
  const origin = app.config.ORIGIN?.replace(/\/$/, '')
  if (!isSetUp(app.config, 'mail') || !origin) return
  const { rows } = await sql<{
    sealed: Buffer | null
  }>`select outreach.ask_mailbox(${subscriberId}::uuid, ${app.now()}) as sealed`.execute(
    app.database.kysely,
  )
  const sealed = rows[0]?.sealed
  if (!sealed) return
  const link = `${origin}/news/confirm/${addressToken(app.sealer, 'confirm', subscriberId)}`
  const transport = openTransport(app)
  try {
    await transport.sendMail({
      to: app.sealer.unseal(sealed),
      subject: m.outreach_mail_confirm_subject({}, { locale: 'vi' }),
      text: `${m.outreach_mail_confirm_text({}, { locale: 'vi' })}\n\n${link}`,
    })
  } finally {
    transport.close()
  }
}

const tidy = defineTask({
  name: 'outreach.tidy',
  shape: z.object({}),
  schedule: '30 3 * * *',
  run: async (app) => {
    await sql`select outreach.tidy(${app.now()})`.execute(app.database.kysely)
  },
})

export const outreachTasks: readonly Task[] = [
  publishDue,
  goOn,
  deliverOne,
  makeLetter,
  askToConfirm,
  tidy,
]
