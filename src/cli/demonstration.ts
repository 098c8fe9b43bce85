import pg from 'pg'
import { demoAccounts, demoPassword, mergerAccounts } from '#demo/accounts.ts'
import { loadDemo } from '#demo/load.ts'
import { haGiang, type ProvinceProfile } from '#demo/provinces/index.ts'
import * as m from '#paraglide/messages.js'
import type { IsoDay } from '#platform/days.ts'
import { writtenPhone } from '#platform/phone.ts'
import { demonstratePapers } from './demo-papers.ts'
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
export async function demonstrate(
  installation: Installation,
  options: { provinces?: readonly ProvinceProfile[]; small?: boolean; today?: IsoDay } = {},
): Promise<void> {
  const { provinces = [haGiang], ...others } = options
  const names = new Intl.ListFormat(locale.locale).format(provinces.map(({ name }) => name))
  say(m.cli_demo_loading({ provinces: names }, locale))
  await loadDemo({
    ...others,
    provinces: provinces.map(({ code }) => code),
    ownerUrl: installation.ownerUrl,
    secret: installation.secret,
    progress: (line) => say(`  ${line}`),
  })
  await demonstratePapers(installation)
}

/**
 * Where this is the demonstration, says who can be signed in as; a second factor is not asked of
 * accounts whose password stands in the README, unless the environment wants it.
 */
export async function showDemoAccounts(installation: Installation): Promise<void> {
  const emails = await ask<string[] | null>(
    installation,
    `select array_agg(email) as answer from identity.login where email like '%@xungkich.example'`,
  )
  if (!emails) return
  say(m.cli_demo_accounts({ password: demoPassword }, locale))
  for (const { phone, office, name, email } of [...demoAccounts, ...mergerAccounts])
    if (emails.includes(email)) say(`  ${writtenPhone(phone)}  ${office} (${name})`)
}

/** Whether the demonstration's accounts are in the database. */
export const isDemonstration = async (installation: Installation): Promise<boolean> =>
  (await ask<boolean>(
    installation,
    `select exists (select from identity.login where email like '%@xungkich.example') as answer`,
  )) ?? false
