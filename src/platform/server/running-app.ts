import { type App, openApp } from './app.ts'
import { readConfig } from './config.ts'
import { type Identity, openIdentity } from './identity/index.ts'
import { errorForLog } from './observability/error-for-log.ts'
import type { Task } from './tasks/queue.ts'

/** Sign-in's leftovers are its own role's to delete, so no task of the application can. */
const sweepEvery = 6 * 3_600_000
const sweep = (app: App, identity: Identity) =>
  identity
    .sweep()
    .catch((error) => app.log.error({ error: errorForLog(error) }, 'sweeping sign-in failed'))

let running: { app: App; identity: Identity } | undefined

/** Opens the application that the server's requests share, and its background work. */
export async function startRunningApp(tasks: readonly Task[]): Promise<void> {
  const config = readConfig(process.env)
  if (!config.DATABASE_APP_URL || !config.DATABASE_AUTH_URL || !config.APP_SECRET)
    throw new Error('Start the server with `xungkich start`; it knows the database.')
  const app = openApp({ config, appUrl: config.DATABASE_APP_URL, tasks })
  const identity = openIdentity({
    authUrl: config.DATABASE_AUTH_URL,
    secret: config.APP_SECRET,
    origin: config.ORIGIN,
  })
  await app.tasks.start(app)
  running = { app, identity }
  const sweeping = setInterval(() => sweep(app, identity), sweepEvery).unref()
  sweep(app, identity)
  process.once('sveltekit:shutdown', async () => {
    running = undefined
    clearInterval(sweeping)
    await Promise.all([app.close(), identity.close()]).catch((error) =>
      app.log.error({ error: errorForLog(error) }, 'closing'),
    )
    process.emit('xungkich:closed' as 'SIGINT')
  })
}

/** The application of this process. */
export function runningApp(): App {
  if (!running) throw new Error('The application is not running')
  return running.app
}

/** Sign-in of this process. */
export function runningIdentity(): Identity {
  if (!running) throw new Error('The application is not running')
  return running.identity
}
