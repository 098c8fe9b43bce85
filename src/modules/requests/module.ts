import type { ModuleManifest } from '../manifest.ts'

export const requests = {
  name: 'requests',
  dependsOn: ['units', 'members'],
  navigation: [
    {
      href: '/requests',
      message: 'requests_nav',
      icon: 'heart',
      rank: 33,
      permission: 'campaigns.write',
    },
  ],
} as const satisfies ModuleManifest
