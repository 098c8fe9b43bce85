import type { ModuleManifest } from '../manifest.ts'

export const members = {
  name: 'members',
  dependsOn: ['units'],
  navigation: [
    {
      href: '/members',
      message: 'members_nav',
      icon: 'people',
      rank: 20,
      permission: 'members.read',
    },
  ],
} as const satisfies ModuleManifest
