import { z } from 'zod'
import { defineTask } from '#platform/server/tasks/queue.ts'
import { foldPending } from '../fresh.ts'

/** Folds every minute, so that a reader never finds much to fold. */
export const foldEveryMinute = defineTask({
  name: 'indicators.fold',
  shape: z.object({}),
  schedule: '* * * * *',
  run: (app) => foldPending(app, app.now),
})
