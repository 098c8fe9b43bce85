import { parseArgs } from 'node:util'
import { provinceCodes } from '#demo/provinces/index.ts'
import * as m from '#paraglide/messages.js'
import { permissions, roleTypes } from '#platform/server/access/role-types.ts'
import { locale } from './output.ts'

export interface CliCommand {
  summary: () => string
  /** How it is written, with each option. */
  usage: () => string
  run: (words: string[]) => Promise<void>
}

/** How a command is written that takes nothing. */
const usageOf = (command: string) => m.cli_usage_plain({ command }, locale)

/** For a command that takes nothing: throws, as parseArgs does, where something is given. */
const takesNothing = (run: () => Promise<void>) => (words: string[]) => {
  parseArgs({ args: words, options: {} })
  return run()
}

/** Each command is loaded only when it is given: most need little of the program. */
export const commands: Record<string, CliCommand> = {
  start: {
    summary: () => m.cli_summary_start({}, locale),
    usage: () => m.cli_usage_start({}, locale),
    run: async (words) => (await import('./start.ts')).start(words),
  },
  doctor: {
    summary: () => m.cli_summary_doctor({}, locale),
    usage: () => usageOf('doctor'),
    run: takesNothing(async () => (await import('./doctor.ts')).doctor()),
  },
  'user create': {
    summary: () => m.cli_summary_user_create({}, locale),
    usage: () => m.cli_usage_user_create({ roles: Object.keys(roleTypes).join(', ') }, locale),
    run: async (words) => (await import('./user-create.ts')).userCreate(words),
  },
  'token create': {
    summary: () => m.cli_summary_token_create({}, locale),
    usage: () => m.cli_usage_token_create({ permissions: permissions.join(', ') }, locale),
    run: async (words) => (await import('./token-create.ts')).tokenCreate(words),
  },
  'access matrix': {
    summary: () => m.cli_summary_access_matrix({}, locale),
    usage: () => m.cli_usage_access_matrix({}, locale),
    run: async (words) => (await import('./access-matrix.ts')).accessMatrix(words),
  },
  'access explain': {
    summary: () => m.cli_summary_access_explain({}, locale),
    usage: () => m.cli_usage_access_explain({ permissions: permissions.join(', ') }, locale),
    run: async (words) => (await import('./access-explain.ts')).accessExplain(words),
  },
  'vote recount': {
    summary: () => m.cli_summary_vote_recount({}, locale),
    usage: () => m.cli_usage_vote_recount({}, locale),
    run: async (words) => (await import('./vote-recount.ts')).voteRecount(words),
  },
  'files sweep': {
    summary: () => m.cli_summary_files_sweep({}, locale),
    usage: () => m.cli_usage_files_sweep({ days: 2 }, locale),
    run: async (words) => (await import('./files-sweep.ts')).filesSweep(words),
  },
  demo: {
    summary: () => m.cli_summary_demo({}, locale),
    usage: () => m.cli_usage_demo({ codes: provinceCodes.join(', ') }, locale),
    run: async (words) => (await import('./demo.ts')).demo(words),
  },
  migrate: {
    summary: () => m.cli_summary_migrate({}, locale),
    usage: () => usageOf('migrate'),
    run: takesNothing(async () => (await import('./migrate.ts')).migrateOnly()),
  },
  dev: {
    summary: () => m.cli_summary_dev({}, locale),
    usage: () => usageOf('dev'),
    run: takesNothing(async () => (await import('./dev.ts')).dev()),
  },
}
