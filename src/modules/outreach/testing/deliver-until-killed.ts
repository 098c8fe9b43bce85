// Run by deliver.db.test.ts as a process of its own: sends what waits of a delivery until somebody kills it.
import { openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import { openLog } from '#platform/server/observability/log.ts'
import { deliver } from '../server/deliver.ts'

const [, , appUrl = '', deliveryId = '', now = ''] = process.argv
const app = openApp({
  config: readConfig(process.env),
  appUrl,
  tasks: [],
  now: () => new Date(now),
  log: openLog('silent'),
})
await deliver(app, deliveryId)
console.log('done')
process.exit(0)
