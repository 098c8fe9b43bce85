import pg from 'pg'
import { loginRoles } from './settings.ts'

/**
 * Makes the login roles and the database where they are missing. The owner is no superuser: the
 * extensions that we use are trusted ones, which the owner of a database may create. Safe to
 * repeat, so a first start that was killed half-way is completed by the next.
 */
export async function ensureRoles(superuserUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles')
    const missing = loginRoles.filter((role) => !rows.some(({ rolname }) => rolname === role))
    if (missing.length > 0) {
      const statements = missing.map((role) => `create role ${role} login nosuperuser nobypassrls;`)
      // Several statements in one query are one transaction.
      await client.query(`${statements.join('\n')}
        alter role xungkich createdb;
        grant xungkich_app, xungkich_auth to xungkich`)
    }
    const database = await client.query(`select from pg_database where datname = 'xungkich'`)
    if (!database.rowCount) await client.query('create database xungkich owner xungkich')
    await client.query(`revoke all on database xungkich from public;
      grant connect on database xungkich to xungkich_app, xungkich_auth`)
  } finally {
    await client.end()
  }
}
