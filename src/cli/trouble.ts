import * as m from '#paraglide/messages.js'
import { type Config, readConfig } from '#platform/server/config.ts'
import { EmbeddedPostgresProblem } from '#platform/server/database/embedded.ts'
import { MigrationProblem, PostgresTooOld } from '#platform/server/database/migrate.ts'
import { CliProblem, locale } from './output.ts'

interface SystemError {
  code?: string
  syscall?: string
  path?: string
  address?: string
  port?: number
}

const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN']
const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ENOSPC']
/** PostgreSQL's own refusals of a connection: password, authorisation, no such database. */
const refusedByPostgres = ['28P01', '28000', '3D000']

/**
 * What went wrong in plain words, with what to do about it, where an operator can mend it; nothing where
 * it is a fault of the program, which wants its stack.
 */
export function plainWords(
  error: unknown,
  environment: Record<string, string | undefined>,
): string | undefined {
  if (error instanceof CliProblem || error instanceof MigrationProblem) return error.message
  if (error instanceof EmbeddedPostgresProblem) return ofEmbedded(error)
  if (error instanceof PostgresTooOld)
    return m.cli_trouble_postgres_old({ version: error.version }, locale)
  const { code = '', syscall = '', path } = (error ?? {}) as SystemError
  if (code.startsWith('ERR_PARSE_ARGS')) return m.cli_trouble_words({}, locale)
  const config = readConfig(environment)
  if (syscall === 'listen') return onListening(code, config)
  if (unreachable.includes(code) || refusedByPostgres.includes(code))
    return m.cli_trouble_database({ where: whereOf(config), code }, locale)
  if (unwritable.includes(code) && path)
    return m.cli_trouble_folder({ path, setting: config.DATA_DIR }, locale)
  return undefined
}

/** What PostgreSQL itself said when it failed stays as it is. */
function ofEmbedded({ fault, message, details }: EmbeddedPostgresProblem): string {
  const { folder = '', written = '', brought = '', platform = '' } = details
  switch (fault) {
    case 'in_use':
      return m.cli_embedded_in_use({ folder, process: details.process ?? '?' }, locale)
    case 'not_permitted':
      return m.cli_embedded_not_permitted({ folder }, locale)
    case 'other_version':
      return m.cli_embedded_other_version({ folder, written, brought }, locale)
    case 'unsupported_platform':
      return m.cli_embedded_unsupported({ platform }, locale)
    case 'failed':
      return message
  }
}

function onListening(code: string, { PORT, HOST }: Config): string | undefined {
  if (code === 'EADDRINUSE') return m.cli_trouble_port_taken({ port: String(PORT) }, locale)
  if (code === 'EACCES') return m.cli_trouble_port_forbidden({ port: String(PORT) }, locale)
  return code === 'EADDRNOTAVAIL' ? m.cli_trouble_host({ host: HOST }, locale) : undefined
}

/** Where the database was looked for, without the password. */
function whereOf({ DATABASE_URL }: Config): string {
  if (!DATABASE_URL) return ''
  const { hostname, port, pathname } = new URL(DATABASE_URL)
  return `${hostname}:${port || 5432}${pathname}`
}
