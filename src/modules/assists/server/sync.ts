import { UndoBody } from '#modules/campaigns/server/index.ts'
import { defineSyncHandler } from '#platform/server/sync/handler.ts'
import { AssistBody } from '../shapes.ts'
import { storeAssists } from './records/store-assists.ts'
import { undoAssists } from './records/undo-assists.ts'

/** A citizen, or several at once, was helped. */
export const assistRecords = defineSyncHandler({
  kind: 'assists.assist',
  shape: AssistBody,
  sensitive: ['callback'],
  apply: storeAssists,
})

/** An assist was recorded by mistake. */
export const assistUndoRecords = defineSyncHandler({
  kind: 'assists.assist.undo',
  shape: UndoBody,
  apply: undoAssists,
})
