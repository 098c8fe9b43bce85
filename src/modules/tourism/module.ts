import type { ModuleManifest } from '../manifest.ts'

export const tourism = {
  name: 'tourism',
  dependsOn: ['units', 'members', 'ventures', 'requests'],
  navigation: [
    {
      href: '/tourism',
      message: 'tourism_nav',
      icon: 'map',
      rank: 58,
      permission: 'ventures.write',
    },
  ],
} as const satisfies ModuleManifest
