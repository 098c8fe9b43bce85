import type { App } from '#platform/server/app.ts'
import type { Config } from '#platform/server/config.ts'
import type { SyncHandler } from '#platform/server/sync/handler.ts'
import { openSyncInbox, type SyncInbox } from '#platform/server/sync/receive-batch.ts'
import { assistRecords, assistUndoRecords } from './assists/server/index.ts'
import { checkInRecords, checkInUndoRecords } from './campaigns/server/index.ts'
import { proposeRecords, proposeUndoRecords } from './ideas/server/index.ts'
import { examRecords, lessonRecords } from './learning/server/index.ts'
import { meetingEvents } from './meetings/server/index.ts'

/** What phones may send, in the order in which a batch is applied: a record before its undo. */
export const syncHandlersFor = (config: Config): readonly SyncHandler[] => [
  checkInRecords,
  assistRecords,
  checkInUndoRecords,
  assistUndoRecords,
  meetingEvents,
  proposeRecords(config.IDEA_DAYS_BRANCH),
  proposeUndoRecords,
  lessonRecords,
  examRecords,
]

let opened: { secret: string; inbox: SyncInbox } | undefined

/** Where the phones' batches of an application come in. */
export function syncInbox(app: App): SyncInbox {
  const secret = app.config.APP_SECRET ?? ''
  if (opened?.secret !== secret)
    opened = { secret, inbox: openSyncInbox(secret, syncHandlersFor(app.config)) }
  return opened.inbox
}
