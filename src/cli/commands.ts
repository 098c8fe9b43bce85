import * as m from '#paraglide/messages.js'
import { locale } from './output.ts'

export interface CliCommand {
  summary: () => string
  run: (words: string[]) => Promise<void>
}

/** Each command is loaded only when it is given: most need little of the program. */
export const commands: Record<string, CliCommand> = {
  start: {
    summary: () => m.cli_summary_start({}, locale),
    run: async (words) => (await import('./start.ts')).start(words),
  },
  doctor: {
    summary: () => m.cli_summary_doctor({}, locale),
    run: async () => (await import('./doctor.ts')).doctor(),
  },
  'user create': {
    summary: () => m.cli_summary_user_create({}, locale),
    run: async (words) => (await import('./user-create.ts')).userCreate(words),
  },
  'token create': {
    summary: () => m.cli_summary_token_create({}, locale),
    run: async (words) => (await import('./token-create.ts')).tokenCreate(words),
  },
  'access matrix': {
    summary: () => m.cli_summary_access_matrix({}, locale),
    run: async (words) => (await import('./access-matrix.ts')).accessMatrix(words),
  },
  'access explain': {
    summary: () => m.cli_summary_access_explain({}, locale),
    run: async (words) => (await import('./access-explain.ts')).accessExplain(words),
  },
  demo: {
    summary: () => m.cli_summary_demo({}, locale),
    run: async (words) => (await import('./demo.ts')).demo(words),
  },
  migrate: {
    summary: () => m.cli_summary_migrate({}, locale),
    run: async () => (await import('./migrate.ts')).migrateOnly(),
  },
  dev: {
    summary: () => m.cli_summary_dev({}, locale),
    run: async () => (await import('./dev.ts')).dev(),
  },
}
