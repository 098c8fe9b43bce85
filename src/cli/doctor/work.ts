import type pg from 'pg'
import * as m from '#paraglide/messages.js'
import { locale } from '../output.ts'
import { type Finding, ok, problem, warn } from './finding.ts'

/** Background work: that its tables are there, that nothing failed for good, that figures are folded. */
export async function* checkWork(owner: pg.Client): AsyncGenerator<Finding> {
  const { rows } = await owner.query<{ tasks: boolean; pending: boolean; units: boolean }>(
    `select to_regclass('tasks.job') is not null as tasks,
            to_regclass('indicators.pending') is not null as pending,
            exists (select from units.unit) as units`,
  )
  const there = rows[0]
  yield there?.tasks
    ? ok(m.cli_doctor_tasks({}, locale))
    : problem(m.cli_doctor_tasks_missing({}, locale), m.cli_doctor_pending_advice({}, locale))
  if (there?.tasks) yield await checkFailed(owner)
  if (there?.pending) yield await checkFigures(owner)
  yield there?.units
    ? ok(m.cli_doctor_units({}, locale))
    : warn(m.cli_doctor_units_none({}, locale), m.cli_doctor_units_advice({}, locale))
}

async function checkFailed(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ name: string; count: number }>(
    `select name, count(*)::int as count from tasks.job where state = 'failed'
        and completed_on > now() - interval '7 days' group by name order by name`,
  )
  return rows.length === 0
    ? ok(m.cli_doctor_tasks_fine({}, locale))
    : warn(
        m.cli_doctor_tasks_failed(
          { list: rows.map(({ name, count }) => `${name} (${count})`).join(', ') },
          locale,
        ),
        m.cli_doctor_tasks_advice({}, locale),
      )
}

/** What records add to the figures is folded every minute while the server runs. */
async function checkFigures(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from (select from indicators.pending limit 100000) p',
  )
  const count = rows[0]?.count ?? 0
  const says = m.cli_doctor_figures({ count }, locale)
  return count < 20_000 ? ok(says) : warn(says, m.cli_doctor_figures_advice({}, locale))
}
