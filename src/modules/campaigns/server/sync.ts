import { defineSyncHandler } from '#platform/server/sync/handler.ts'
import { CheckInBody, UndoBody } from '../shapes.ts'
import { storeCheckIns } from './records/store-check-ins.ts'
import { undoCheckIns } from './records/undo-check-ins.ts'

/** Somebody came to an activity. */
export const checkInRecords = defineSyncHandler({
  kind: 'campaigns.check_in',
  shape: CheckInBody,
  apply: storeCheckIns,
})

/** A check-in was a mistake. */
export const checkInUndoRecords = defineSyncHandler({
  kind: 'campaigns.check_in.undo',
  shape: UndoBody,
  apply: undoCheckIns,
})
