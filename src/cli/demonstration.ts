import pg from 'pg'
import { demoAccounts, demoPassword } from '#demo/accounts.ts'
import { loadDemo } from '#demo/load.ts'
import * as m from '#paraglide/messages.js'
import { writtenPhone } from '#platform/phone.ts'
import type { Installation } from './installation.ts'
import { locale } from './output.ts'

const say = (line: string) => console.log(line)

async function ask<Answer>(
  installation: Installation,
  question: string,
): Promise<Answer | undefined> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: Answer }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

/** Loads the demonstration into a database in which nobody has worked yet. */
export async function demonstrateOnce(installation: Installation): Promise<void> {
  const isNew = await ask<boolean>(
    installation,
    'select not exists (select from units.unit) and not exists (select from identity.login) as answer',
  )
  if (isNew) await demonstrate(installation)
}

/** Loads the demonstration and says what is being done. Throws DemoRefused where there are units. */
export async function demonstrate(installation: Installation): Promise<void> {
  say(m.cli_demo_loading({}, locale))
  await loadDemo({
    ownerUrl: installation.ownerUrl,
    secret: installation.secret,
    progress: (line) => say(`  ${line}`),
  })
}

/**
 * Where this is the demonstration, says who can be signed in as; a second factor is not asked of
 * accounts whose password stands in the README, unless the environment wants it.
 */
export async function showDemoAccounts(installation: Installation): Promise<void> {
  if (!(await isDemonstration(installation))) return
  say(m.cli_demo_accounts({ password: demoPassword }, locale))
  for (const account of demoAccounts)
    say(`  ${writtenPhone(account.phone)}  ${account.office} (${account.name})`)
}

/** Whether the demonstration's accounts are in the database. */
export const isDemonstration = async (installation: Installation): Promise<boolean> =>
  (await ask<boolean>(
    installation,
    `select exists (select from identity.login where email like '%@xungkich.example') as answer`,
  )) ?? false
