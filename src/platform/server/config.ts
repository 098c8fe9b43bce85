import { z } from 'zod'

const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => text === 'true' || text === '1' || text === 'yes')

/** Settings of which one is no use without the others. */
const together = [
  ['SMARTCA_URL', 'SMARTCA_SP_ID', 'SMARTCA_SP_PASSWORD'],
  ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'],
  ['SMTP_URL', 'MAIL_FROM'],
  ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_REFRESH_TOKEN'],
  ['FACEBOOK_PAGE_ID', 'FACEBOOK_PAGE_TOKEN'],
  ['CSC_URL', 'CSC_CLIENT_ID', 'CSC_CLIENT_SECRET'],
] as const

const Environment = z
  .object({
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
    IDEA_DAYS_BRANCH: z.coerce.number().int().min(1).max(365).default(7),
    IDEA_DAYS_COMMUNE: z.coerce.number().int().min(1).max(365).default(14),
    IDEA_DAYS_PROVINCE: z.coerce.number().int().min(1).max(365).default(21),
    IDEA_DAYS_BANK: z.coerce.number().int().min(1).max(365).default(30),
    IDEA_DAYS_SUPPORT: z.coerce.number().int().min(1).max(3650).default(180),
    IDEA_DAYS_PROPOSAL: z.coerce.number().int().min(1).max(365).default(30),
    MARKET_HOURS_UNPAID: z.coerce.number().int().min(1).max(720).default(24),
    MARKET_HOURS_UNCONFIRMED: z.coerce.number().int().min(1).max(720).default(72),
    MARKET_DAYS_BUYER: z.coerce.number().int().min(7).max(3650).default(90),
    REQUEST_DAYS: z.coerce.number().int().min(1).max(365).default(30),
    MAP_TILES: z
      .string()
      .regex(/^\/(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})[\w/.{}-]+$/)
      .optional(),
    MEETING_PAPER_MB: z.coerce.number().int().min(1).max(50).default(20),
    REFORM_UNDO_DAYS: z.coerce.number().int().min(0).max(90).default(7),
    REFORM_READ_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
    SEPAY_API_KEY: z.string().min(16).regex(/^\S+$/).optional(),
    SIGNING_TRUST_DIR: z.string().min(1).optional(),
    SIGNING_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMARTCA_URL: z.url({ protocol: /^https?$/ }).optional(),
    SMARTCA_SP_ID: z.string().min(1).optional(),
    SMARTCA_SP_PASSWORD: z.string().min(1).optional(),
    CSC_URL: z.url({ protocol: /^https?$/ }).optional(),
    CSC_CLIENT_ID: z.string().min(1).optional(),
    CSC_CLIENT_SECRET: z.string().min(1).optional(),
    VAPID_PUBLIC_KEY: z.string().min(80).optional(),
    VAPID_PRIVATE_KEY: z.string().min(40).optional(),
    VAPID_SUBJECT: z.url({ protocol: /^(mailto|https)$/ }).optional(),
    PUSH_HOSTS: z.string().min(1).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    MAIL_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(120),
    ZALO_APP_ID: z.string().min(1).optional(),
    ZALO_APP_SECRET: z.string().min(1).optional(),
    ZALO_REFRESH_TOKEN: z.string().min(1).optional(),
    ZALO_OA_SECRET: z.string().min(1).optional(),
    ZALO_PER_MINUTE: z.coerce.number().int().min(1).max(60_000).default(600),
    ZALO_URL: z.url({ protocol: /^https?$/ }).default('https://openapi.zalo.me'),
    ZALO_OAUTH_URL: z.url({ protocol: /^https?$/ }).default('https://oauth.zaloapp.com'),
    FACEBOOK_PAGE_ID: z.string().regex(/^\d+$/).optional(),
    FACEBOOK_PAGE_TOKEN: z.string().min(1).optional(),
    FACEBOOK_PER_HOUR: z.coerce.number().int().min(1).max(200).default(25),
    FACEBOOK_URL: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com/v23.0'),
  })
  .superRefine((given, issues) => {
    for (const group of together)
      if (group.some((name) => given[name]))
        for (const name of group)
          if (!given[name]) issues.addIssue({ code: 'custom', path: [name], message: 'missing' })
  })

/** What the installation is told from outside; every setting is in docs/operations.md. */
export type Config = z.output<typeof Environment>

/** What a setting must be. */
export type SettingRule =
  | { kind: 'number'; least: number; most: number }
  | { kind: 'choice'; of: string[] }
  | { kind: 'address'; begins: string }
  | { kind: 'text'; least: number }

export interface SettingProblem {
  setting: string
  rule: SettingRule
  /** What it is now; absent where that may be a secret. */
  given?: string
}

/** The environment does not make sense; each setting that is wrong, and what it must be. */
export class ConfigProblem extends Error {
  readonly problems: SettingProblem[]
  constructor(problems: SettingProblem[]) {
    super(problems.map(({ setting, rule }) => `${setting}: ${JSON.stringify(rule)}`).join('\n'))
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
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])))
  throw new ConfigProblem(
    [...wrong].map((setting) => ({
      setting,
      rule: ruleOf(setting),
      ...(mayBeSecret.test(setting) ? {} : { given: given[setting] }),
    })),
  )
}

const mayBeSecret = /SECRET|TOKEN|PASSWORD|API_KEY|PRIVATE_KEY|^DATABASE_.*URL$|^SMTP_URL$/

function ruleOf(setting: string): SettingRule {
  const { properties = {} } = z.toJSONSchema(Environment, { io: 'input' })
  const schema = properties[setting] as z.core.JSONSchema.BaseSchema
  if (schema.type === 'integer')
    return { kind: 'number', least: schema.minimum ?? 0, most: schema.maximum ?? 0 }
  if (schema.enum) return { kind: 'choice', of: schema.enum.map(String) }
  if (schema.format === 'uri')
    return { kind: 'address', begins: setting.startsWith('DATABASE') ? 'postgres://' : 'https://' }
  return { kind: 'text', least: schema.minLength ?? 1 }
}
