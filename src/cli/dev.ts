import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { readConfig } from '#platform/server/config.ts'
import { migrateInstallation, openInstallation } from './installation.ts'

/** `xungkich dev`: the same installation as `start`, with screens that follow their sources. */
export async function dev(): Promise<void> {
  const config = readConfig(process.env)
  const installation = await openInstallation(config)
  await migrateInstallation(installation)
  const vite = join(import.meta.dirname, '../../node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'dev', '--port', String(config.PORT)], {
    stdio: 'inherit',
    env: {
      REQUIRE_TOTP: 'nobody',
      ...process.env,
      DATABASE_URL: installation.ownerUrl,
      DATABASE_APP_URL: installation.appUrl,
      DATABASE_AUTH_URL: installation.authUrl,
      APP_SECRET: installation.secret,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', async (code) => {
    await installation.stop()
    process.exit(code ?? 0)
  })
}
