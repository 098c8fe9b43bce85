import { type App, openApp } from './app.ts'
import { readConfig } from './config.ts'
import type { Task } from './tasks/queue.ts'

let running: App | undefined

/** Opens the application that the server's requests share, and its background work. */
export async function startRunningApp(tasks: readonly Task[]): Promise<void> {
  const config = readConfig(process.env)
  if (!config.DATABASE_APP_URL) throw new Error('Start the server with `xungkich start`; it knows the database.')
  const app = openApp({ config, appUrl: config.DATABASE_APP_URL, tasks })
  await app.tasks.start(app)
  running = app
  process.once('sveltekit:shutdown', async () => {
    running = undefined
    await app.close().catch((error) => app.log.error({ error: String(error) }, 'closing'))
    process.emit('xungkich:closed' as 'SIGINT')
  })
}

/** The application of this process. */
export function runningApp(): App {
  if (!running) throw new Error('The application is not running')
  return running
}
