/**
 * Who may do what: a role type belongs to a level of unit and carries permissions over the unit
 * and everything below it. `xungkich access matrix` prints this table. Levels and offices:
 * docs/glossary.md#roles.
 */
export const permissions = [
  'units.write',
  'units.restructure',
  'members.read',
  'members.read_sensitive',
  'members.write',
  'members.import',
  'members.export',
  'campaigns.read',
  'campaigns.write',
  'field.record',
  'work.assign',
  'signing.write',
  'documents.write',
  'documents.issue',
  'ideas.read',
  'ideas.screen',
  'ventures.read',
  'ventures.write',
  'meetings.run',
  'links.write',
  'jobs.help',
  'jobs.check',
  'learning.read',
  'learning.check',
  'learning.write',
  'learning.review',
  'outreach.write',
  'outreach.approve',
  'reports.read',
  'audit.read',
  'roles.grant',
  'accounts.manage',
] as const

export type Permission = (typeof permissions)[number]

export type Level = 'central' | 'province' | 'district' | 'commune' | 'branch'

export interface RoleType {
  level: Level | 'any'
  /** Higher ranks may grant roles of lower ones, never their own or above. */
  rank: number
  may: readonly Permission[]
}

const reads = [
  'members.read',
  'campaigns.read',
  'ideas.read',
  'ventures.read',
  'learning.read',
  'reports.read',
] as const
const registers = ['members.write', 'members.import', 'members.export', 'ventures.write'] as const
const organises = [
  'campaigns.write',
  'field.record',
  'work.assign',
  'signing.write',
  'documents.write',
  'ideas.screen',
  'meetings.run',
  'links.write',
  'jobs.help',
  'learning.check',
  'outreach.write',
] as const
const governs = ['units.write', 'roles.grant', 'accounts.manage'] as const
/** Writes courses, publishes those of others. */
const teaches = ['learning.write', 'learning.review'] as const
const secretary = [
  ...reads,
  ...registers,
  ...organises,
  ...governs,
  ...teaches,
  'documents.issue',
  'jobs.check',
  'outreach.approve',
  'units.restructure',
  'members.read_sensitive',
  'audit.read',
] as const

export const roleTypes = {
  province_secretary: {
    level: 'province',
    rank: 100,
    may: secretary,
  },
  province_officer: {
    level: 'province',
    rank: 90,
    may: [
      ...reads,
      ...registers,
      ...organises,
      ...governs,
      ...teaches,
      'jobs.check',
      'outreach.approve',
      'audit.read',
    ],
  },
  province_inspector: { level: 'province', rank: 85, may: [...reads, 'audit.read'] },
  district_secretary: {
    level: 'district',
    rank: 80,
    may: secretary,
  },
  commune_secretary: {
    level: 'commune',
    rank: 60,
    may: secretary,
  },
  commune_officer: {
    level: 'commune',
    rank: 50,
    may: [...reads, ...registers, ...organises, 'jobs.check', 'learning.write'],
  },
  branch_secretary: {
    level: 'branch',
    rank: 40,
    may: [
      ...reads,
      'members.write',
      'members.import',
      'members.export',
      ...organises,
      'documents.issue',
    ],
  },
  branch_deputy: { level: 'branch', rank: 30, may: [...reads, ...organises] },
  field_volunteer: { level: 'any', rank: 10, may: ['field.record'] },
} as const satisfies Record<string, RoleType>

export type RoleTypeName = keyof typeof roleTypes

/** The role types that carry a permission. */
export const roleTypesWith = (permission: Permission): RoleTypeName[] =>
  (Object.keys(roleTypes) as RoleTypeName[]).filter((name) =>
    (roleTypes[name].may as readonly Permission[]).includes(permission),
  )
