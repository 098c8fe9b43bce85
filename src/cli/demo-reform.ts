import pg from 'pg'
import { mergerAccounts } from '#demo/accounts.ts'
import { type Reform, reformDay, reformDemo } from '#demo/reform.ts'
import type { ReformTable } from '#demo/reform-table.ts'
import { foldPending } from '#modules/indicators/server/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { openApp } from '#platform/server/app.ts'
import { readConfig } from '#platform/server/config.ts'
import type { Asking } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { Installation } from './installation.ts'
import { locale } from './output.ts'

const number = (value: number) => value.toLocaleString(locale.locale)

/**
 * Carries the reform out as the officer of the demonstration who is charged with it, under the role
 * that row-level security binds, and says what came of it.
 */
export async function carryReformOut(
  installation: Installation,
  options: ReformTable & { apply: boolean },
): Promise<void> {
  const config = readConfig(process.env)
  const app = openApp({
    config: { ...config, APP_SECRET: installation.secret, LOG_LEVEL: 'error' },
    appUrl: installation.appUrl,
    tasks: [],
  })
  try {
    const reform = await reformDemo(app, await chargedOfficer(installation), options)
    if (options.apply) await foldPending(app)
    for (const line of inWords(reform, options.apply)) console.log(`  ${line}`)
  } finally {
    await app.database.close()
  }
}

/** Who holds `province_secretary` at both provinces, on the day after the reform. */
async function chargedOfficer(installation: Installation): Promise<Asking> {
  const client = new pg.Client({ connectionString: installation.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ accountId: string; personId: string; name: string }>(
      `select id as "accountId", person_id as "personId", name from identity.login where phone = $1`,
      [mergerAccounts.at(-1)?.phone],
    )
    const [officer] = rows
    if (!officer) throw new Error('Nobody in this demonstration is charged with the reform')
    return {
      actor: { kind: 'person', ...officer },
      requestId: `cli-${uuidv7()}`,
      locale: locale.locale,
      now: () => new Date(`${reformDay}T12:00:00+07:00`),
    }
  } finally {
    await client.end()
  }
}

function inWords(reform: Reform, isApplied: boolean): string[] {
  const { certain, proposed, asked } = reform.names
  const names = m.cli_reform_names(
    { certain: number(certain), proposed: number(proposed), asked: number(asked) },
    locale,
  )
  if (!isApplied)
    return [names, m.cli_reform_draft({ address: `/restructuring/${reform.draftId}` }, locale)]
  const members = reform.balance?.member ?? { before: 0, after: 0 }
  return [
    names,
    m.cli_reform_placed({ branches: number(reform.placed) }, locale),
    ...(reform.left.length > 0
      ? [m.cli_reform_left({ names: reform.left.join(', ') }, locale)]
      : []),
    m.cli_reform_members(
      { before: number(members.before), after: number(members.after), on: writtenDay(reformDay) },
      locale,
    ),
    m.cli_reform_took({ seconds: (reform.took / 1000).toFixed(1) }, locale),
  ]
}
