import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import * as m from '#paraglide/messages.js'
import { type Config, readConfig } from '#platform/server/config.ts'
import { standingHeaders } from '#platform/server/guard.ts'
import { admitOneClick } from '#platform/server/one-click.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { buildScreens } from './build-screens.ts'
import { demonstrateOnce, isDemonstration, showDemoAccounts } from './demonstration.ts'
import { endWithParent } from './end-with-parent.ts'
import { type Installation, migrateInstallation, openInstallation } from './installation.ts'
import { locale } from './output.ts'

const say = (line: string) => console.log(line)

/** `xungkich start [--empty] [--new-secret]`: database, migrations, demonstration the first time, then the server. */
export async function start(words: string[]): Promise<void> {
  const { values } = parseArgs({
    args: words,
    options: {
      empty: { type: 'boolean', default: false },
      'new-secret': { type: 'boolean', default: false },
    },
  })
  const config = readConfig(process.env)
  const screens = await buildScreens(say)
  const installation = await openInstallation(config, { giveUpOld: values['new-secret'] })
  let stop = async () => {}
  let stopping = false
  // From here on there is a database to leave in order, also when Ctrl-C comes before the address.
  const end = async () => {
    if (stopping) return
    stopping = true
    await stop()
    await installation.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  endWithParent(end)

  try {
    await migrateInstallation(installation)
    if (!values.empty) await demonstrateOnce(installation)
    stop = await serve(config, installation, screens)
    await showDemoAccounts(installation)
  } catch (error) {
    // Whoever stops it halfway takes the database away from under it.
    if (stopping) return
    await installation.stop()
    throw error
  }
}

/** Serves the built screens; what the bundle needs to know reaches it through the environment. */
async function serve(config: Config, installation: Installation, screens: string) {
  process.env.DATABASE_URL = installation.ownerUrl
  process.env.DATABASE_APP_URL = installation.appUrl
  process.env.DATABASE_AUTH_URL = installation.authUrl
  process.env.APP_SECRET = installation.secret
  if (await isDemonstration(installation)) process.env.REQUIRE_TOTP ??= 'nobody'
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.HOST_HEADER = config.TRUST_PROXY ? 'x-forwarded-host' : 'host'
  // Behind a proxy every request comes from the proxy; limits by address need the one before it.
  if (config.TRUST_PROXY) process.env.ADDRESS_HEADER ??= 'x-forwarded-for'
  process.env.BODY_SIZE_LIMIT ??= '40M'
  const { handler } = await import(pathToFileURL(join(screens, 'handler.js')).href)

  const server = createServer((request, response) => {
    if (!config.TRUST_PROXY || !request.headers['x-forwarded-proto']) {
      request.headers['x-forwarded-proto'] = config.ORIGIN?.startsWith('https') ? 'https' : 'http'
    }
    if (config.TRUST_PROXY)
      request.headers['x-forwarded-for'] ??= request.socket.remoteAddress ?? ''
    // Files and SvelteKit's own refusals never come to our hooks; what does gets its own id there.
    const isHttps = String(request.headers['x-forwarded-proto']).startsWith('https')
    for (const [name, value] of standingHeaders(isHttps)) response.setHeader(name, value)
    response.setHeader('x-request-id', uuidv7())
    const host = (config.TRUST_PROXY && request.headers['x-forwarded-host']) || request.headers.host
    admitOneClick(request, `${request.headers['x-forwarded-proto']}://${host}`)
    handler(request, response, () => response.writeHead(404).end())
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(config.PORT, config.HOST, listening)
  })
  const { port } = server.address() as AddressInfo
  say(m.cli_ready({ address: config.ORIGIN ?? `http://localhost:${port}` }, locale))

  return async () => {
    server.close()
    server.closeIdleConnections()
    const closed = new Promise<void>((done) => {
      process.once('xungkich:closed', () => done())
      setTimeout(done, 4000).unref()
    })
    process.emit('sveltekit:shutdown' as 'SIGINT')
    await closed
    server.closeAllConnections()
  }
}
