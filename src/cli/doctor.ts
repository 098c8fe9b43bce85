import { resolve } from 'node:path'
import * as m from '#paraglide/messages.js'
import { readConfig } from '#platform/server/config.ts'
import { checkDatabase } from './doctor/database.ts'
import type { Finding } from './doctor/finding.ts'
import { checkMachine, checkServer } from './doctor/machine.ts'
import { locale } from './output.ts'

/**
 * `xungkich doctor`: what is wrong with this installation, a line each with what to do about it.
 * It changes nothing. The exit code is 1 where there is a problem; a warning is none.
 */
export async function doctor(): Promise<void> {
  const config = readConfig(process.env)
  const marks = {
    ok: m.cli_doctor_ok({}, locale),
    warn: m.cli_doctor_warn({}, locale),
    problem: m.cli_doctor_problem({}, locale),
  }
  const width = Math.max(...Object.values(marks).map((mark) => mark.length))
  let warnings = 0
  let problems = 0
  const tell = ({ state, says, advice }: Finding) => {
    console.log(`${marks[state].padEnd(width)}  ${says}`)
    if (advice) console.log(`${''.padEnd(width)}  → ${advice}`)
    if (state === 'warn') warnings += 1
    if (state === 'problem') problems += 1
  }
  console.log(m.cli_doctor_title({ folder: resolve(config.DATA_DIR) }, locale))
  for await (const finding of checkMachine(config)) tell(finding)
  for await (const finding of checkDatabase(config)) tell(finding)
  for await (const finding of checkServer(config)) tell(finding)
  console.log(m.cli_doctor_sum({ problems, warnings }, locale))
  if (problems > 0) process.exitCode = 1
}
