import { totalmem, userInfo } from 'node:os'

export const superuser = 'postgres'
export const loginRoles = ['xungkich', 'xungkich_app', 'xungkich_auth'] as const
export const port = 5432

export type Settings = Record<string, string | number>

/** postgresql.conf, written anew at each start; an operator's own wishes go to custom.conf beside it. */
export function configurationText(socketDirectory: string, given: Settings = {}): string {
  const lines = Object.entries({ ...settings(socketDirectory), ...given }).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  )
  return [
    '# Written by Xung Kích at each start. Your own settings go to custom.conf in this folder.',
    ...lines,
    `include = 'custom.conf'`,
    '',
  ].join('\n')
}

function settings(socketDirectory: string): Settings {
  const megabytes = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20
  const share = (part: number, least: number, most: number) =>
    `${Math.round(Math.min(Math.max(megabytes * part, least), most))}MB`
  return {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    port,
    max_connections: 100,
    // More makes the start slower (1 GB: 0.1 s); the system's cache does as well.
    shared_buffers: share(1 / 8, 64, 512),
    effective_cache_size: share(1 / 2, 256, 65_536),
    work_mem: share(1 / 256, 4, 32),
    maintenance_work_mem: share(1 / 16, 64, 512),
    // Acknowledged means on the disk: never turn these off outside tests.
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'pglz',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Solid-state disks; and compiling a query costs more than the small queries of a page.
    random_page_cost: 1.1,
    jit: 'off',
    idle_in_transaction_session_timeout: '5min',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    default_text_search_config: 'pg_catalog.simple',
    // A failed statement and its details carry people's data; the log must not.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
}

/** pg_hba.conf: sockets only, our roles only, and only the system users of {@link identityMapText}. */
export function accessText(): string {
  const roles = [superuser, ...loginRoles].join(',')
  return `local all ${roles} peer map=xungkich\nlocal all all reject\n`
}

/** pg_ident.conf: the user who runs the server, and root, who may do everything anyway. */
export function identityMapText(): string {
  const users = new Set(['root', userInfo().username])
  return [...users].map((user) => `xungkich "${user}" all\n`).join('')
}
