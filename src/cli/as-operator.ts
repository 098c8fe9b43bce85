import * as m from '#paraglide/messages.js'
import { type App, openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import { type Asking, system } from '#platform/server/context.ts'
import { openDatabase } from '#platform/server/database/client.ts'
import { pendingMigrations } from '#platform/server/database/migrate.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { joinInstallation } from './installation.ts'
import { CliProblem, locale } from './output.ts'

/** What a command of the operator works with: everything, since they hold the machine anyway. */
export interface Operator {
  readonly app: App
  /** Acts as the system: commands are audited without a person. */
  readonly asking: Asking
  /** Sign-in's own tables, by the role that reaches nothing else. */
  readonly identityPool: ReturnType<typeof openDatabase>['pool']
}

/** Runs work on the installation under the role that owns the tables, and closes everything after it. */
export async function asOperator<Result>(work: (operator: Operator) => Promise<Result>) {
  const config = readConfig(process.env)
  const installation = await joinInstallation(config)
  try {
    if ((await pendingMigrations(installation.ownerUrl)).length > 0)
      throw new CliProblem(m.cli_migrate_first({}, locale))
    const identity = openDatabase(installation.authUrl, { max: 2, searchPath: 'identity' })
    const app = openApp({
      config: { ...config, APP_SECRET: installation.secret, LOG_LEVEL: 'error', DATABASE_POOL: 2 },
      appUrl: installation.ownerUrl,
      tasks: [],
    })
    const asking: Asking = {
      actor: system,
      requestId: `cli-${uuidv7()}`,
      locale: locale.locale,
      now: () => new Date(),
    }
    try {
      return await work({ app, asking, identityPool: identity.pool })
    } finally {
      await app.database.close()
      await identity.close()
    }
  } finally {
    await installation.stop()
  }
}
