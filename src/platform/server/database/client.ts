import { createHash } from 'node:crypto'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { Invalid } from '../errors.ts'
import type { DB } from './schema.ts'

export type Database = DB

// Days stay text: a calendar day has no time zone. Counts fit a double up to 2^53.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const statementNames = new Map<string, string>()

/**
 * Whether a value holds a NUL, as it is or escaped in JSON: PostgreSQL takes it in neither. Whoever
 * sends one plays with the address or sends broken data, and is refused like any other wrong input.
 */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string')
    return (
      value.includes('\0') ||
      // An even number of backslashes before it is a backslash that somebody wrote.
      (value.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(value))
    )
  if (!value || typeof value !== 'object' || ArrayBuffer.isView(value)) return false
  return Array.isArray(value) ? value.some(holdsNul) : Object.values(value).some(holdsNul)
}

/** Names parameterised statements, so that PostgreSQL parses each once per connection. */
class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads cannot be repeated in a subclass.
  override query(config: any, values?: any, callback?: any): any {
    const text = typeof config === 'string' ? config : config?.text
    const parameters = Array.isArray(values) ? values : config?.values
    if (Array.isArray(parameters) && parameters.some(holdsNul)) {
      const refused = new Invalid([], 'control_characters')
      const answer = [values, callback].find((one) => typeof one === 'function')
      return answer ? process.nextTick(answer, refused) : Promise.reject(refused)
    }
    // Statements with generated lists have endless variants; only short ones are worth a name.
    if (
      typeof text === 'string' &&
      Array.isArray(parameters) &&
      parameters.length > 0 &&
      text.length < 4000 &&
      !config?.name &&
      typeof config?.submit !== 'function'
    ) {
      let name = statementNames.get(text)
      if (!name && statementNames.size < 500) {
        name = createHash('sha1').update(text).digest('base64url')
        statementNames.set(text, name)
      }
      if (name)
        return super.query(
          { ...(typeof config === 'string' ? {} : config), text, values: parameters, name },
          callback,
        )
    }
    return super.query(config, values, callback)
  }
}

export interface DatabaseClient {
  readonly pool: pg.Pool
  readonly kysely: Kysely<DB>
  close(): Promise<void>
}

/** Opens a pool on a PostgreSQL. Nothing is connected until the first query. */
export function openDatabase(
  url: string,
  options: { max?: number; searchPath?: string } = {},
): DatabaseClient {
  const pool = new pg.Pool({
    // In the address and not beside it: options in an address replace those beside it.
    connectionString: options.searchPath
      ? withSetting(url, 'search_path', options.searchPath)
      : url,
    max: options.max ?? 10,
    Client: NamingClient,
    application_name: 'xungkich',
  })
  // A lost connection is replaced at the next query, and the query that needed it says so; without
  // these listeners it would end the process, be it idle in the pool or in an open transaction.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    pool,
    kysely: new Kysely<DB>({
      dialect: new PostgresDialect({ pool }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    }),
    close: () => pool.end(),
  }
}

/** The address under which a role reaches the database of another address. */
export const urlForRole = (ownerUrl: string, role: 'xungkich_app' | 'xungkich_auth'): string =>
  withSetting(ownerUrl, 'role', role)

/** The same address, whose connections begin with a setting of PostgreSQL. */
function withSetting(address: string, name: string, value: string): string {
  const url = new URL(address)
  const options = url.searchParams.get('options')
  url.searchParams.set('options', [options, `-c ${name}=${value}`].filter(Boolean).join(' '))
  return url.toString()
}
