import * as m from '#paraglide/messages.js'
import { dev } from './dev.ts'
import { migrateOnly } from './migrate.ts'
import { locale } from './output.ts'
import { start } from './start.ts'

export interface CliCommand {
  summary: () => string
  run: (words: string[]) => Promise<void>
}

export const commands: Record<string, CliCommand> = {
  start: { summary: () => m.cli_summary_start({}, locale), run: start },
  dev: { summary: () => m.cli_summary_dev({}, locale), run: dev },
  migrate: { summary: () => m.cli_summary_migrate({}, locale), run: migrateOnly },
}
