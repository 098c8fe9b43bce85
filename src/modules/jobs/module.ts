import type { ModuleManifest } from '../manifest.ts'

export const jobs = {
  name: 'jobs',
  dependsOn: ['units', 'members', 'links', 'campaigns'],
  navigation: [
    { href: '/my-jobs', message: 'jobs_nav', icon: 'briefcase', rank: 37, permission: null },
    {
      href: '/recruitment',
      message: 'jobs_desk_nav',
      icon: 'person-check',
      rank: 38,
      permission: 'jobs.help',
    },
  ],
} as const satisfies ModuleManifest
