import * as m from '#paraglide/messages.js'
import { accessExplain, accessMatrix } from './access.ts'
import { demo } from './demo.ts'
import { dev } from './dev.ts'
import { doctor } from './doctor.ts'
import { migrateOnly } from './migrate.ts'
import { locale } from './output.ts'
import { start } from './start.ts'
import { tokenCreate } from './token-create.ts'
import { userCreate } from './user-create.ts'

export interface CliCommand {
  summary: () => string
  run: (words: string[]) => Promise<void>
}

export const commands: Record<string, CliCommand> = {
  start: { summary: () => m.cli_summary_start({}, locale), run: start },
  dev: { summary: () => m.cli_summary_dev({}, locale), run: dev },
  migrate: { summary: () => m.cli_summary_migrate({}, locale), run: migrateOnly },
  demo: { summary: () => m.cli_summary_demo({}, locale), run: demo },
  doctor: { summary: () => m.cli_summary_doctor({}, locale), run: doctor },
  'user create': { summary: () => m.cli_summary_user({}, locale), run: userCreate },
  'token create': { summary: () => m.cli_summary_token({}, locale), run: tokenCreate },
  'access matrix': { summary: () => m.cli_summary_matrix({}, locale), run: accessMatrix },
  'access explain': { summary: () => m.cli_summary_explain({}, locale), run: accessExplain },
}
