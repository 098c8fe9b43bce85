import { z } from 'zod'

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => text === 'true' || text === '1' || text === 'yes')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_AUTH_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  APP_SECRET: z.string().min(32).optional(),
  TRUST_PROXY: flag.default(false),
  REQUIRE_TOTP: z.enum(['officers', 'nobody']).default('officers'),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  FIELD_DAYS_OFFLINE: z.coerce.number().int().min(1).max(60).default(14),
  REFORM_UNDO_DAYS: z.coerce.number().int().min(0).max(90).default(7),
  REFORM_READ_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
})

/** What the installation is told from outside; every setting is in docs/operations.md. */
export type Config = z.output<typeof Environment>

/** The environment does not make sense; the message names each setting and what is wrong with it. */
export class ConfigProblem extends Error {
  readonly problems: { setting: string; problem: string }[]
  constructor(problems: { setting: string; problem: string }[]) {
    super(problems.map(({ setting, problem }) => `${setting}: ${problem}`).join('\n'))
    this.name = 'ConfigProblem'
    this.problems = problems
  }
}

/** Reads the settings, empty ones as not given. Throws {@link ConfigProblem} naming all faults at once. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = Environment.safeParse(given)
  if (result.success) return result.data
  throw new ConfigProblem(
    result.error.issues.map((issue) => ({
      setting: issue.path.join('.'),
      problem: issue.message,
    })),
  )
}
