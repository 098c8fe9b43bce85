import { nobody } from '#platform/server/context.ts'
import { asking, type TestApp } from '#platform/testing/app.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { askForHelp } from './commands/ask-for-help.ts'
import { newLink } from './link.ts'

let people = 0

/** Somebody who asks for help at a commune, each by another number. */
export async function aRequest(
  app: TestApp,
  given: { unitId: string; phone?: string; [field: string]: unknown },
): Promise<{ id: string; link: string; phone: string }> {
  const [id, link] = [uuidv7(), newLink()]
  people += 1
  const phone = given.phone ?? `0987${String(people).padStart(6, '0')}`
  await app.run(asking(app, nobody), askForHelp, {
    id,
    link,
    topic: 'online_service',
    name: 'Giàng Thị Hỏi',
    consent: 'on',
    ...given,
    phone,
  })
  return { id, link, phone }
}
